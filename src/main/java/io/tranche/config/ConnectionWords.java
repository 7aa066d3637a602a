package io.tranche.config;

import io.tranche.config.ConnectionUrl.PasswordOrigin;
import io.tranche.error.Nearest;
import io.tranche.progress.Listener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What {@code --read} and {@code --write} are given: a connection's name, or a URL. */
final class ConnectionWords {
    private final Optional<ConfigurationReader.Result> file;
    private final String fileName;
    private final Listener listener;

    /**
     * @param file what config.yml says; empty where it is malformed as a whole, so that no name can be looked up
     * @param fileName config.yml's name in messages; empty where there is none
     */
    ConnectionWords(Optional<ConfigurationReader.Result> file, String fileName, Listener listener) {
        this.file = file;
        this.fileName = fileName;
        this.listener = listener;
    }

    /**
     * The words in {@code prod,replica2}. A URL may hold commas itself, between hosts: there only a comma counts after which
     * a name of config.yml, a URL or a {@code ${X}} follows.
     */
    List<String> split(String list) {
        List<String> words = new ArrayList<>();
        for (String piece : list.split(",", -1)) {
            boolean within = !words.isEmpty() && ConnectionUrl.isMeant(words.get(words.size() - 1)) && !begins(piece);
            if (within) {
                words.set(words.size() - 1, words.get(words.size() - 1) + "," + piece);
            } else {
                words.add(piece.strip());
            }
        }
        return words;
    }

    private boolean begins(String piece) {
        boolean url = piece.contains("://") || piece.startsWith("jdbc:") || piece.matches(Substitution.VARIABLE);
        return url || file.isPresent() && names().contains(piece);
    }

    /**
     * The connection that the word means, or empty with a problem added.
     *
     * @param scope its {@code where} is the flag
     */
    Optional<ConnectionConfig> resolve(String word, Scope scope) {
        Optional<ConnectionConfig> named =
                file.map(known -> known.configuration().connections().get(word));
        if (named.isPresent()) {
            return named;
        }
        if (isUnusable(word)) {
            file.orElseThrow().unusable().get(word).forEach(scope.problems()::add);
            return Optional.empty();
        }
        if (file.isPresent() && file.get().malformed().contains(word)) {
            return Optional.empty();
        }
        if (ConnectionUrl.isMeant(word)) {
            return fromUrl(word, scope);
        }
        if (file.isPresent()) {
            refuseUnknown(word, scope);
        }
        return Optional.empty();
    }

    private boolean isUnusable(String word) {
        return file.isPresent() && file.get().unusable().containsKey(word);
    }

    private Optional<ConnectionConfig> fromUrl(String word, Scope scope) {
        Optional<ConnectionUrl> url = UrlReader.read(word, scope);
        if (url.filter(read -> read.passwordOrigin() == PasswordOrigin.LITERAL).isPresent()) {
            listener.warning(
                    scope.where() + ": a password on the command line can be seen by other users of this machine,"
                            + " and stays in the shell's history. Write '${NAME}' in its place, and set NAME in the"
                            + " environment or in a .env file.");
        }
        return url.flatMap(read -> Connections.named(read.display(), read, scope))
                .map(this::protectedLikeItsTwin);
    }

    /** A URL is no way around {@code protected:} of the same database. */
    private ConnectionConfig protectedLikeItsTwin(ConnectionConfig connection) {
        boolean twin = file.stream()
                .flatMap(known -> known.configuration().connections().values().stream())
                .anyMatch(other -> other.isProtected() && isSamePlace(other, connection));
        return twin ? protectedOnly(connection) : connection;
    }

    private static boolean isSamePlace(ConnectionConfig one, ConnectionConfig other) {
        boolean shared = one.socket().isPresent()
                ? one.socket().equals(other.socket())
                : !Collections.disjoint(one.addresses(), other.addresses());
        return shared && one.database().equals(other.database());
    }

    private static ConnectionConfig protectedOnly(ConnectionConfig connection) {
        return new ConnectionConfig(
                connection.name(),
                connection.vendor(),
                connection.addresses(),
                connection.socket(),
                connection.user(),
                connection.password(),
                connection.database(),
                connection.tls(),
                connection.start(),
                true,
                connection.parameters());
    }

    private void refuseUnknown(String word, Scope scope) {
        String url = "a URL such as mysql://user:${PASSWORD}@host:3306/database";
        if (fileName.isEmpty()) {
            scope.problem(
                    "There is no connection " + Quoted.of(word) + ", because there is no config.yml here.",
                    "Write " + url + ", name the file with --config, or start from config.dist.yml.");
            return;
        }
        Set<String> names = names();
        String hint = Nearest.hint(word, names);
        String known = names.isEmpty() ? "It names none." : "It names " + Value.list(names) + ".";
        scope.problem(
                "There is no connection " + Quoted.of(word) + " in " + fileName + ".",
                (hint.isEmpty() ? known : hint) + " Or write " + url + ".");
    }

    private Set<String> names() {
        ConfigurationReader.Result known = file.orElseThrow();
        List<String> names = new ArrayList<>(known.configuration().connections().keySet());
        names.addAll(known.unusable().keySet());
        names.addAll(known.malformed());
        return new TreeSet<>(names);
    }
}
