package io.tranche.config;

import io.tranche.error.Problem;
import io.tranche.error.Problems;
import io.tranche.progress.Listener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a command needs of config.yml, schema.yml and the words of the command line, and reports all of their problems
 * at once. {@code ${X}} is a {@code --set} value, else the environment's, else that of a {@code .env} file beside config.yml
 * (in the directory, where there is no config.yml). Not thread-safe.
 */
public final class ConfigurationFiles {
    private static final String VARIABLE = "TRANCHE_CONFIG";
    private static final String DEFAULT_NAME = "config.yml";

    /**
     * What a command asks for.
     *
     * @param config where config.yml is, if the user said so; else $TRANCHE_CONFIG, else config.yml in the directory, which
     *     need not be there
     * @param schema where schema.yml is; empty for commands without rules
     * @param read connection names or URLs, one an element or several parted by commas
     * @param write a connection's name or a URL, never one that is protected
     * @param scratch whether the rules' section {@code sync:} counts
     */
    public record Wanted(
            Optional<Path> config,
            Optional<Path> schema,
            List<String> read,
            Optional<String> write,
            ScratchUse scratch) {
        public Wanted(Optional<Path> config, Optional<Path> schema, List<String> read, Optional<String> write) {
            this(config, schema, read, write, ScratchUse.NONE);
        }

        public Wanted {
            read = List.copyOf(read);
        }
    }

    /** Whether a command may need the connection that {@code scratch:} names. */
    public enum ScratchUse {
        NONE,
        OPENED
    }

    /**
     * What a command gets.
     *
     * @param configuration without the connections that nobody asked for and that lack a variable or a file
     * @param rules empty where no schema.yml was asked for
     * @param read in the order of the words
     * @param scratch that of the rules' section {@code sync:}, where it was asked for
     */
    public record Inputs(
            Configuration configuration,
            Optional<SchemaRules> rules,
            List<ConnectionConfig> read,
            Optional<ConnectionConfig> write,
            Optional<ConnectionConfig> scratch) {
        public Inputs {
            read = List.copyOf(read);
        }
    }

    /**
     * @param name in messages, as the user wrote it
     * @param remedy where there is no such file
     */
    private record Found(Path path, String name, String remedy) {}

    private final Path directory;
    private final Map<String, String> environment;
    private final Map<String, String> set;
    private final Listener listener;
    private final Problems problems = new Problems();

    /**
     * @param directory where relative paths of the command line start
     * @param environment the process's variables
     * @param set {@code --set} by name
     * @param listener hears warnings: a password on the command line, a {@code --set} that nothing uses
     */
    public ConfigurationFiles(
            Path directory, Map<String, String> environment, Map<String, String> set, Listener listener) {
        this.directory = directory.toAbsolutePath().normalize();
        this.environment = Map.copyOf(environment);
        this.set = Map.copyOf(set);
        this.listener = listener;
    }

    /**
     * Reads everything that is wanted.
     *
     * @throws io.tranche.error.Refusal with all problems of all files and words
     */
    public Inputs read(Wanted wanted) {
        Optional<Found> config = find(wanted.config());
        Folder folder = Folder.of(directory, environment);
        Substitution substitution = substitution(config);
        Optional<ConfigurationReader.Result> result = config.isPresent()
                ? configuration(config.get(), folder, substitution)
                : Optional.of(ConfigurationReader.Result.NONE);
        ConnectionWords words =
                new ConnectionWords(result, config.map(Found::name).orElse(""), listener);
        List<ConnectionConfig> read = new ArrayList<>();
        for (String word : wanted.read().stream()
                .flatMap(list -> words.split(list).stream())
                .toList()) {
            words.resolve(word, scope("--read", folder, substitution)).ifPresent(read::add);
        }
        Optional<ConnectionConfig> write =
                wanted.write().flatMap(word -> words.resolve(word, scope("--write", folder, substitution)));
        write.ifPresent(connection -> refuseProtected("--write", connection));
        Optional<SchemaRules> rules = wanted.schema().flatMap(path -> rules(path, folder, substitution));
        Optional<ConnectionConfig> scratch = rules.filter(any -> wanted.scratch() == ScratchUse.OPENED)
                .flatMap(found -> found.sync().scratch())
                .flatMap(word -> words.resolve(word, scope("sync.scratch", folder, substitution)));
        scratch.ifPresent(connection -> refuseProtected("sync.scratch", connection));
        problems.refuseIfAny();
        warnOfUnused(substitution);
        return new Inputs(result.orElseThrow().configuration(), rules, read, write, scratch);
    }

    private Optional<Found> find(Optional<Path> explicit) {
        if (explicit.isPresent()) {
            return Optional.of(
                    new Found(directory.resolve(explicit.get()), explicit.get().toString(), ""));
        }
        String variable = environment.getOrDefault(VARIABLE, "");
        if (!variable.isBlank()) {
            Optional<Path> path = Folder.of(directory, environment).resolve(variable);
            return path.map(found -> new Found(found, variable, "$" + VARIABLE + " names it."));
        }
        Path standard = directory.resolve(DEFAULT_NAME);
        return Files.exists(standard) ? Optional.of(new Found(standard, DEFAULT_NAME, "")) : Optional.empty();
    }

    private Substitution substitution(Optional<Found> config) {
        Path file = config.map(found -> found.path().resolveSibling(".env")).orElse(directory.resolve(".env"));
        boolean below = file.startsWith(directory);
        return new Substitution(set, environment, file, (below ? directory.relativize(file) : file).toString());
    }

    private Optional<ConfigurationReader.Result> configuration(Found found, Folder folder, Substitution substitution) {
        Scope scope = scope(found.name(), folder.at(found.path().getParent()), substitution);
        return text(found).flatMap(text -> {
            substitution.mention(text);
            return ConfigurationReader.read(found.path(), text, scope);
        });
    }

    private Optional<SchemaRules> rules(Path path, Folder folder, Substitution substitution) {
        Found found = new Found(
                directory.resolve(path),
                path.toString(),
                "Start from schema.dist.yml, or name the file with --schema-file.");
        Folder own = folder.at(found.path().toAbsolutePath().getParent());
        return text(found).flatMap(text -> {
            substitution.mention(text);
            return SchemaRulesReader.read(text, scope(found.name(), own, substitution));
        });
    }

    private Optional<String> text(Found found) {
        try {
            return Optional.of(TextFile.read(found.path(), Quoted.visible(found.name())));
        } catch (TextFile.Unreadable e) {
            Problem problem = e.problem();
            boolean bare = problem.remedy().isEmpty();
            problems.add(bare ? new Problem(problem.where(), problem.what(), found.remedy()) : problem);
            return Optional.empty();
        }
    }

    private Scope scope(String where, Folder folder, Substitution substitution) {
        return new Scope(where, problems, problems, substitution, folder);
    }

    private void refuseProtected(String where, ConnectionConfig connection) {
        if (connection.isProtected()) {
            problems.add(
                    where,
                    "The connection " + Quoted.of(connection.name()) + " is protected: it is never written to.",
                    "Name another one, or delete `protected: true` if that is what you want.");
        }
    }

    private void warnOfUnused(Substitution substitution) {
        for (String name : substitution.unused()) {
            listener.warning(
                    "--set " + Quoted.plain(name) + "=… is used nowhere: no file holds ${" + Quoted.plain(name) + "}.");
        }
    }
}
