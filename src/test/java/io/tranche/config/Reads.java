package io.tranche.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tranche.error.Problem;
import io.tranche.error.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads texts as files of these names, in a folder that holds nothing. */
final class Reads {
    static final Path FOLDER = Path.of("/nowhere/conf");

    private Reads() {}

    /** What was read, and the problems, in order, in the words that a user sees. */
    record Outcome<T>(Optional<T> read, List<String> problems, List<String> unusable) {
        T clean() {
            assertEquals(List.of(), problems);
            assertEquals(List.of(), unusable);
            return read.orElseThrow();
        }
    }

    static Outcome<Configuration> config(String text, Map<String, String> variables) {
        return read(
                "config.yml", variables, scope -> ConfigurationReader.read(FOLDER.resolve("config.yml"), text, scope)
                        .map(result -> {
                            result.unusable().values().forEach(all -> all.forEach(scope.unusable()::add));
                            return result.configuration();
                        }));
    }

    static Outcome<Configuration> config(String text) {
        return config(text, Map.of());
    }

    /** The connection {@code c} of a file in which it alone stands, with these lines below it. */
    static ConnectionConfig connection(String... lines) {
        return config(entry(lines)).clean().connections().get("c");
    }

    static Outcome<Configuration> badConnection(String... lines) {
        return config(entry(lines));
    }

    private static String entry(String... lines) {
        return "connection:\n  c:\n    " + String.join("\n    ", lines) + "\n";
    }

    static Outcome<SchemaRules> schema(String text, Map<String, String> variables) {
        return read("schema.yml", variables, scope -> SchemaRulesReader.read(text, scope));
    }

    static Outcome<SchemaRules> schema(String text) {
        return schema(text, Map.of());
    }

    static Outcome<ConnectionUrl> url(String text, Map<String, String> variables) {
        return read("--read", variables, scope -> UrlReader.read(text, scope));
    }

    static Outcome<ConnectionUrl> url(String text) {
        return url(text, Map.of());
    }

    /** The connection of a URL, with these variables of the environment and this home. */
    static Outcome<ConnectionConfig> named(String text, Map<String, String> environment, Path home) {
        return read("--read", Map.of(), environment, home, scope -> UrlReader.read(text, scope)
                .flatMap(url -> Connections.named(url.display(), url, scope)));
    }

    /** The connection {@code c} of a file, with these variables of the environment and this home. */
    static Outcome<ConnectionConfig> connection(Map<String, String> environment, Path home, String... lines) {
        return read("config.yml", Map.of(), environment, home, scope -> ConfigurationReader.read(
                        FOLDER.resolve("config.yml"), entry(lines), scope)
                .map(result -> {
                    result.unusable().values().forEach(all -> all.forEach(scope.unusable()::add));
                    return result.configuration().connections().get("c");
                }));
    }

    private static <T> Outcome<T> read(
            String where, Map<String, String> variables, Function<Scope, Optional<T>> reader) {
        return read(where, variables, Map.of(), Path.of("/home/me"), reader);
    }

    private static <T> Outcome<T> read(
            String where,
            Map<String, String> variables,
            Map<String, String> environment,
            Path home,
            Function<Scope, Optional<T>> reader) {
        Problems problems = new Problems();
        Problems unusable = new Problems();
        Substitution substitution = new Substitution(variables, environment, FOLDER.resolve(".env"), ".env");
        Scope scope = new Scope(where, problems, unusable, substitution, new Folder(FOLDER, home));
        Optional<T> read = reader.apply(scope);
        return new Outcome<>(read, texts(problems), texts(unusable));
    }

    private static List<String> texts(Problems problems) {
        return problems.all().stream().map(Problem::toString).toList();
    }
}
