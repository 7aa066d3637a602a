package io.tranche.proof.samples;

import io.tranche.config.Vendor;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * A sample database on a server.
 *
 * @param keys the primary key's columns by table; empty for a table without one
 */
record Sample(String database, Map<String, List<String>> keys, List<ForeignKey> foreignKeys) {
    private static final Path FOLDER = Path.of("..", "shared", "data");

    private static final String KEYS =
            """
            SELECT t.table_name, k.column_name
            FROM information_schema.tables t
            LEFT JOIN information_schema.key_column_usage k ON k.table_schema = t.table_schema
              AND k.table_name = t.table_name AND k.constraint_name = 'PRIMARY'
            WHERE t.table_schema = DATABASE() AND t.table_type = 'BASE TABLE'
            ORDER BY t.table_name, k.ordinal_position""";
    private static final String REFERENCES =
            """
            SELECT constraint_name, table_name, column_name, referenced_table_name, referenced_column_name
            FROM information_schema.key_column_usage
            WHERE table_schema = DATABASE() AND referenced_table_name IS NOT NULL
            ORDER BY table_name, constraint_name, ordinal_position""";
    private static final String POSTGRESQL_KEYS =
            """
            SELECT c.relname, a.attname
            FROM pg_class c
            LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
            LEFT JOIN LATERAL unnest(k.conkey) WITH ORDINALITY AS p(attnum, n) ON true
            LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.attnum
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace
            ORDER BY c.relname, p.n""";
    private static final String POSTGRESQL_REFERENCES =
            """
            SELECT k.conname, c.relname, a.attname, p.relname, b.attname
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid
            CROSS JOIN LATERAL unnest(k.conkey, k.confkey) WITH ORDINALITY AS u(child, parent, n)
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.child
            JOIN pg_attribute b ON b.attrelid = p.oid AND b.attnum = u.parent
            WHERE k.contype = 'f' AND k.conparentid = 0
            ORDER BY c.relname, k.conname, u.n""";

    record ForeignKey(
            String name, String child, List<String> childColumns, String parent, List<String> parentColumns) {}

    static boolean isThere(String name, Vendor vendor) {
        return Files.exists(file(name, vendor));
    }

    private static Path file(String name, Vendor vendor) {
        return FOLDER.resolve(name + (vendor == Vendor.POSTGRESQL ? ".postgres" : ".mysql") + ".sql.gz");
    }

    static Sample load(TestServer server, String name) throws SQLException, IOException {
        server.createDatabase(name);
        try (Connection connection = server.connection(name);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            if (server.vendor() == Vendor.POSTGRESQL) {
                PostgreSqlScript.run(connection, text(name, server.vendor()));
                connection.commit();
                return new Sample(
                        name, keys(statement, POSTGRESQL_KEYS), foreignKeys(statement, POSTGRESQL_REFERENCES));
            }
            for (String sql : SqlScript.split(text(name, server.vendor()))) {
                if (!sql.matches("(?is)(drop|create) (schema|database).*|use .*")) {
                    statement.execute(sql);
                }
            }
            connection.commit();
            return new Sample(name, keys(statement, KEYS), foreignKeys(statement, REFERENCES));
        }
    }

    private static String text(String name, Vendor vendor) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file(name, vendor)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, List<String>> keys(Statement statement, String query) throws SQLException {
        Map<String, List<String>> keys = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                List<String> columns = keys.computeIfAbsent(rows.getString(1), unseen -> new ArrayList<>());
                if (rows.getString(2) != null) {
                    columns.add(rows.getString(2));
                }
            }
        }
        return keys;
    }

    private static List<ForeignKey> foreignKeys(Statement statement, String query) throws SQLException {
        Map<String, ForeignKey> found = new LinkedHashMap<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                String name = rows.getString(1);
                String child = rows.getString(2);
                String parent = rows.getString(4);
                ForeignKey key = found.computeIfAbsent(
                        child + "." + name,
                        unseen -> new ForeignKey(name, child, new ArrayList<>(), parent, new ArrayList<>()));
                key.childColumns().add(rows.getString(3));
                key.parentColumns().add(rows.getString(5));
            }
        }
        return List.copyOf(found.values());
    }
}
