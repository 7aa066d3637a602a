package io.tranche.dialect.mysql;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Key;
import io.tranche.catalog.Reference;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the catalog of the connected database with six statements, whatever the number of tables. Each is one scan of one
 * information_schema table over one database: MariaDB answers joins of them by opening every table again and again. The
 * SELECT privilege is enough; {@code REFERENTIAL_CONSTRAINTS}, which MariaDB hides from such users, is not asked.
 */
final class MySqlCatalogReader {
    /** Names that Tranche keeps for itself. */
    static final String RESERVED = "tranche_";

    /** The first MySQL that makes primary keys of its own, and can hide them. */
    static final int GENERATED_PRIMARY_KEYS_SINCE = 80030;

    private final Connection connection;
    private final ServerFacts server;
    private final List<String> notices = new ArrayList<>();

    private MySqlCatalogReader(Connection connection, ServerFacts server) {
        this.connection = connection;
        this.server = server;
    }

    /** @param connection must be in a database; its session gets two settings that only information_schema knows */
    static Catalog read(Connection connection) throws SQLException {
        return new MySqlCatalogReader(connection, ServerFacts.of(connection)).read();
    }

    private Catalog read() throws SQLException {
        prepareSession();
        Map<String, TableRow> rows = TableRow.read(connection);
        ColumnRows columns = ColumnRows.read(connection, server);
        Map<String, List<Key>> keys = KeyRows.read(connection);
        Map<TableName, Table> tables = new TreeMap<>();
        for (TableRow row : rows.values()) {
            Table table = row.table(columns.of(row.name()), keysOf(row.name(), keys, columns));
            tables.put(table.name(), table);
            row.notice().ifPresent(notices::add);
        }
        List<Reference> references = new ReferenceRows(server, tables).read(connection);
        Collections.sort(notices);
        references.stream()
                .filter(reference -> !tables.containsKey(reference.parent()))
                .map(MySqlCatalogReader::leadsOut)
                .forEach(notices::add);
        return new Catalog(server.database(), "", tables, references, notices);
    }

    /**
     * MariaDB appends the end of a row's validity to each unique key of a versioned table. Among the rows of today, which
     * are all that a SELECT sees, the other columns alone are unique.
     */
    private static List<Key> keysOf(String table, Map<String, List<Key>> keys, ColumnRows columns) {
        List<Key> found = keys.getOrDefault(table, List.of());
        return columns.rowEnd(table)
                .map(end -> found.stream()
                        .map(key -> without(key, end))
                        .filter(key -> !key.columns().isEmpty())
                        .toList())
                .orElse(found);
    }

    private static Key without(Key key, String column) {
        List<String> rest =
                key.columns().stream().filter(name -> !name.equals(column)).toList();
        return new Key(key.name(), key.kind(), rest, key.wholeColumns());
    }

    private static String leadsOut(Reference reference) {
        String where = reference.parent().schema().isEmpty()
                ? "a table that this database does not have"
                : "the database " + reference.parent().schema();
        return "The foreign key " + reference.name() + ", " + reference + ", leads to " + where
                + ": it is neither followed nor checked.";
    }

    /** MySQL shows row estimates of up to a day ago, and may be told to hide the primary keys it made itself. */
    private void prepareSession() throws SQLException {
        if (server.mariaDb()) {
            return;
        }
        String settings = "SET SESSION information_schema_stats_expiry = 0";
        if (server.mySqlSince(GENERATED_PRIMARY_KEYS_SINCE)) {
            settings += ", SESSION show_gipk_in_create_table_and_information_schema = ON";
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(settings);
        }
    }
}
