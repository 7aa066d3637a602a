package io.tranche.dialect.postgresql;

import io.tranche.catalog.TableName;
import io.tranche.dialect.CloneScope;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Definitions;
import java.util.Collection;
import java.util.List;

/** The DDL of a database. */
final class PostgreSqlDefinitions implements Definitions {
    private final Connections connections;
    private final ServerFacts server;

    PostgreSqlDefinitions(Connections connections, ServerFacts server) {
        this.connections = connections;
        this.server = server;
    }

    @Override
    public List<Definition> all(CloneScope scope) {
        throw new UnsupportedOperationException(connections + " " + server + scope);
    }

    @Override
    public List<String> notices() {
        return List.of();
    }

    @Override
    public List<Definition> foreignKeys(Collection<TableName> tables, Proof proof) {
        return List.of();
    }
}
