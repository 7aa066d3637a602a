package io.tranche.run;

import io.tranche.config.ConnectionConfig;

/** Asks for passwords that are missing: of connections with a user and no password, whose server wants one, on a terminal. */
record Logins(Surroundings.Prompt prompt) {
    ConnectionConfig complete(ConnectionConfig connection) {
        if (connection.password().isPresent()
                || connection.user().isEmpty()
                || !prompt.canAsk()
                || !Dialects.of(connection).wantsPassword(connection)) {
            return connection;
        }
        return prompt.password("Password of " + connection.user().get() + " for " + connection.name())
                .map(typed -> connection.as(connection.user(), java.util.Optional.of(typed)))
                .orElse(connection);
    }
}
