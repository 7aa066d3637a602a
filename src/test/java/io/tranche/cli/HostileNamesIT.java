package io.tranche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tranche.config.Address;
import io.tranche.config.ConnectionConfig;
import io.tranche.config.Vendor;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Names and values that would do harm where they were taken for SQL, for YAML, or for a terminal's commands. */
class HostileNamesIT {
    private static final String EVIL = "'; DROP TABLE x; -- \"`\\\u202e";

    private static final List<String> VALUES = List.of(
            "'",
            "''",
            "\"",
            "\\",
            "\\'",
            "\\N",
            "\\.",
            "`",
            "a\tb",
            "a\nb",
            "a\r",
            "%s",
            "${HOME}",
            "{}",
            "",
            "NULL",
            "'; DROP TABLE x; --",
            "\u202eevil",
            "\u001b[31m",
            "\u0001\u007f",
            "é",
            "😀");

    private static final List<byte[]> BYTES = List.of(
            new byte[] {(byte) 0xff, (byte) 0xfe}, new byte[] {0, 0}, new byte[] {(byte) 0xc3, 0x28}, new byte[] {
                '\\', '\''
            });

    private static final String READ = "prod" + EVIL;
    private static final String WRITE = "dev" + EVIL;

    @TempDir
    Path folder;

    private TestServer server;

    private String quoted(String name) {
        return server.vendor() == Vendor.POSTGRESQL
                ? "\"" + name.replace("\"", "\"\"") + "\""
                : "`" + name.replace("`", "``") + "`";
    }

    private static String database(String side) {
        return side + EVIL;
    }

    private Connection connection(String side) throws SQLException {
        if (server.vendor() != Vendor.POSTGRESQL) {
            Connection connection = server.connection("");
            connection.setCatalog(database(side));
            return connection;
        }
        Address address = server.config("").addresses().get(0);
        return DriverManager.getConnection("jdbc:postgresql://" + address + "/"
                + URLEncoder.encode(database(side), StandardCharsets.UTF_8)
                + "?user=" + server.config("").user().orElseThrow());
    }

    private String parents() {
        return server.vendor() == Vendor.POSTGRESQL
                ? quoted("schema" + EVIL) + "." + quoted("parents" + EVIL)
                : quoted("parents" + EVIL);
    }

    private void fill() throws SQLException {
        for (String side : List.of("from", "to")) {
            server.execute(
                    "",
                    "DROP DATABASE IF EXISTS " + quoted(database(side)),
                    "CREATE DATABASE " + quoted(database(side)));
        }
        boolean postgresql = server.vendor() == Vendor.POSTGRESQL;
        String text = postgresql ? "varchar(100)" : "VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";
        try (Connection connection = connection("from");
                Statement statement = connection.createStatement()) {
            if (postgresql) {
                statement.execute("CREATE SCHEMA " + quoted("schema" + EVIL));
            }
            statement.execute("CREATE TABLE " + parents() + " (" + quoted("key" + EVIL) + " " + text
                    + " NOT NULL, bytes " + (postgresql ? "bytea" : "VARBINARY(100)") + ", PRIMARY KEY ("
                    + quoted("key" + EVIL) + "))");
            statement.execute("CREATE TABLE " + quoted("children" + EVIL) + " (id INT PRIMARY KEY, "
                    + quoted("column" + EVIL)
                    + " " + text + ", CONSTRAINT " + quoted("constraint" + EVIL) + " FOREIGN KEY ("
                    + quoted("column" + EVIL) + ") REFERENCES " + parents() + " (" + quoted("key" + EVIL) + "))");
            statement.execute("CREATE INDEX " + quoted("index" + EVIL) + " ON " + quoted("children" + EVIL) + " ("
                    + quoted("column" + EVIL) + ", id)");
            statement.execute("CREATE VIEW " + quoted("view" + EVIL) + " AS SELECT id AS " + quoted("alias" + EVIL)
                    + " FROM " + quoted("children" + EVIL));
            insert(connection);
        }
    }

    private void insert(Connection connection) throws SQLException {
        List<String> values = new ArrayList<>(VALUES);
        if (server.vendor() != Vendor.POSTGRESQL) {
            values.add("a\u0000b"); // PostgreSQL's texts hold no NUL
        }
        try (PreparedStatement parent = connection.prepareStatement("INSERT INTO " + parents() + " VALUES (?, ?)");
                PreparedStatement child =
                        connection.prepareStatement("INSERT INTO " + quoted("children" + EVIL) + " VALUES (?, ?)")) {
            for (int i = 0; i < values.size(); i++) {
                parent.setString(1, values.get(i));
                parent.setBytes(2, BYTES.get(i % BYTES.size()));
                parent.execute();
                child.setInt(1, i);
                child.setString(2, values.get(i));
                child.execute();
            }
        }
    }

    private Map<String, Object> connectionOf(String side) {
        ConnectionConfig config = server.config("");
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("type", server.vendor().name().toLowerCase(java.util.Locale.ROOT));
        entry.put("host", config.addresses().get(0).host());
        entry.put("port", config.addresses().get(0).port());
        entry.put("user", config.user().orElseThrow());
        entry.put("password", config.password().map(secret -> secret.value()).orElse(""));
        entry.put("database", database(side));
        return entry;
    }

    private void files() throws IOException {
        ObjectMapper json = new ObjectMapper();
        json.writeValue(
                folder.resolve("config.yml").toFile(),
                Map.of("connection", Map.of(READ, connectionOf("from"), WRITE, connectionOf("to"))));
        String literal = server.vendor() == Vendor.POSTGRESQL ? "'it''s \\ \"`\u202e'" : "'it''s \\\\ \"`\u202e'";
        json.writeValue(
                folder.resolve("schema.yml").toFile(),
                Map.of(
                        "rules",
                        Map.of("rule" + EVIL, Map.of("where", "%table_name%.id >= 0 AND " + literal + " <> ${evil}")),
                        "default",
                        "upon_request",
                        "tables",
                        Map.of("children" + EVIL, Map.of("rule", "rule" + EVIL))));
    }

    private FakeTerminal run(int exitCode, String verb, String... more) {
        FakeTerminal terminal = FakeTerminal.none();
        List<String> arguments = new ArrayList<>(List.of(
                verb,
                "--read",
                READ,
                "--write",
                WRITE,
                "--config",
                folder.resolve("config.yml").toString()));
        arguments.addAll(List.of(more));
        int code = new Tranche(terminal, Runs.REAL).run(arguments.toArray(String[]::new));
        String shown = terminal.outText() + terminal.errText();
        assertEquals(exitCode, code, shown);
        assertFalse(shown.codePoints().anyMatch(HostileNamesIT::isHidden), shown);
        return terminal;
    }

    static boolean isHidden(int point) {
        return point != '\n'
                && (Character.getType(point) == Character.CONTROL || Character.getType(point) == Character.FORMAT);
    }

    private List<String> rows(String side) throws SQLException {
        String hex = server.vendor() == Vendor.POSTGRESQL ? "encode(convert_to(%s, 'UTF8'), 'hex')" : "HEX(%s)";
        String bytes = server.vendor() == Vendor.POSTGRESQL ? "encode(bytes, 'hex')" : "HEX(bytes)";
        List<String> rows = new ArrayList<>();
        try (Connection connection = connection(side);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT c.id, " + hex.formatted("c." + quoted("column" + EVIL))
                        + ", " + hex.formatted("p." + quoted("key" + EVIL)) + ", " + bytes + " FROM "
                        + quoted("children" + EVIL) + " c JOIN " + parents() + " p ON p." + quoted("key" + EVIL)
                        + " = c." + quoted("column" + EVIL) + " ORDER BY c.id")) {
            while (found.next()) {
                rows.add(found.getString(1) + " " + found.getString(2) + " " + found.getString(3) + " "
                        + found.getString(4));
            }
        }
        return rows;
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void arriveAsTheyAreAndDoNothing(TestServer on) throws Exception {
        server = on;
        fill();
        files();
        List<String> before = rows("from");
        String rules = folder.resolve("schema.yml").toString();
        String set = "evil='''; DROP TABLE x; --'";

        FakeTerminal sliced =
                run(0, "slice", "--schema-file", rules, "--set", set, "--copy-schema", "--foreign-keys", "-v");

        assertTrue(sliced.outText().contains("children'; DROP TABLE x; -- \"`\\\\u202e"), sliced.outText());
        assertEquals(before, rows("to"));
        assertEquals(before, rows("from"));
        assertTrue(before.size() >= VALUES.size());
        run(0, "verify", "--schema-file", rules, "--set", set);
        run(0, "slice", "--schema-file", rules, "--set", set, "--dry-run");
        run(0, "schema", "--diff");
        run(2, "slice", "--schema-file", rules, "--set", set, "--tables", "no" + EVIL);
        FakeTerminal refused = run(2, "slice", "--dry-run", "--schema-file", rules, "--set", "evil=\u202e\u001b[31m'");
        assertTrue(refused.errText().length() > 20, refused.errText());
    }
}
