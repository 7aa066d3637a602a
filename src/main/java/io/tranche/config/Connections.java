package io.tranche.config;

import java.util.List;
import java.util.Optional;

/** What all ways to a connection have in common. */
final class Connections {
    private Connections() {}

    /** The connection that a URL stands for, or empty with a problem added. */
    static Optional<ConnectionConfig> named(String name, ConnectionUrl url, Scope scope) {
        return database(url.database(), url.user(), url.vendor(), scope)
                .map(database -> new ConnectionConfig(
                        name,
                        url.vendor(),
                        url.addresses(),
                        url.socket(),
                        url.user(),
                        url.password(),
                        database,
                        url.tls().orElse(Tls.PREFERRED),
                        List.of(),
                        false,
                        url.parameters()))
                .map(connection -> withPassword(connection, scope));
    }

    /** A connection that names no password has the one that the vendor's own clients would find. */
    static ConnectionConfig withPassword(ConnectionConfig connection, Scope scope) {
        if (connection.password().isPresent()) {
            return connection;
        }
        return switch (connection.vendor()) {
            case MYSQL, MARIADB -> OptionFile.client(scope).complete(connection, scope);
            case POSTGRESQL ->
                connection.as(
                        connection.user(),
                        PasswordFile.find(
                                Optional.ofNullable(connection.parameters().get("passfile")),
                                connection.addresses(),
                                connection.socket(),
                                connection.database(),
                                connection.user().orElse(System.getProperty("user.name")),
                                scope));
        };
    }

    /** The database; PostgreSQL's is the user's name where none is given. Empty with a problem added. */
    static Optional<String> database(Optional<String> given, Optional<String> user, Vendor vendor, Scope scope) {
        Optional<String> database = vendor == Vendor.POSTGRESQL ? given.or(() -> user) : given;
        if (database.isEmpty()) {
            scope.problem("The database is missing.", "Add `database: name`, or to a URL `/name`.");
        }
        return database;
    }
}
