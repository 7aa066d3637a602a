package io.tranche.dialect.postgresql;

import io.tranche.catalog.TableName;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Definitions;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** The DDL of a database. */
final class PostgreSqlDefinitions implements Definitions {
    private final Connections connections;
    private final ServerFacts server;

    PostgreSqlDefinitions(Connections connections, ServerFacts server) {
        this.connections = connections;
        this.server = server;
    }

    @Override
    public List<Definition> all(Predicate<TableName> tables) {
        throw new UnsupportedOperationException(connections + " " + server);
    }

    @Override
    public List<String> notices() {
        return List.of();
    }

    @Override
    public List<Definition> foreignKeys(Collection<TableName> tables) {
        return List.of();
    }
}
