package io.tranche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tranche.DatabaseState;
import io.tranche.config.ConnectionConfig;
import io.tranche.config.Vendor;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Masks and orders of a {@code schema.yml} that are no expressions, or look as if they were none. */
class HostileRulesIT {
    private static final String SOURCE = "hostile_rules";
    private static final String TARGET = "hostile_rules_slice";

    /** None of them is one expression of SQL. */
    private static final List<String> EVIL = List.of(
            "'; DROP TABLE x; --",
            "1; DROP TABLE x; --",
            "1); DROP TABLE x; --",
            "1; COMMIT; DROP TABLE x",
            "1) FROM x; COMMIT; DROP TABLE x; SELECT (1",
            "1) FROM notes) TO STDOUT; COMMIT; DROP TABLE x; COPY (SELECT (1",
            "1;",
            "'",
            "\"",
            "`",
            "\\",
            "1 /*",
            "(",
            "1\u0000",
            "\u202e1 + \u202d",
            "no\u001b[31m");

    private static final String VALUE = "it's; DROP TABLE x; -- \"`\\ \u202e\u001b[31m\t\n%%table_name% 😀";

    @TempDir
    Path folder;

    private TestServer server;

    private void fill() throws SQLException {
        for (String database : List.of(SOURCE, TARGET)) {
            server.createDatabase(database);
            String text = server.vendor() == Vendor.POSTGRESQL ? "text" : "TEXT CHARACTER SET utf8mb4";
            server.execute(
                    database,
                    "CREATE TABLE x (id INT PRIMARY KEY)",
                    "CREATE TABLE notes (id INT PRIMARY KEY, place INT, note " + text + ")");
        }
        server.execute(
                SOURCE, "INSERT INTO x VALUES (1)", "INSERT INTO notes VALUES (1, 7, 'a'), (2, 7, 'b'), (3, 7, 'c')");
        server.execute(TARGET, "INSERT INTO x VALUES (1)", "INSERT INTO notes VALUES (9, 9, 'z')");
    }

    private void rules(Map<String, Object> notes) throws IOException {
        Map<String, Object> table = new LinkedHashMap<>(notes);
        table.put("limit", 2);
        new ObjectMapper()
                .writeValue(
                        folder.resolve("schema.yml").toFile(),
                        Map.of("default", "upon_request", "tables", Map.of("notes", table)));
    }

    private FakeTerminal run(int exitCode, String... more) throws IOException {
        FakeTerminal terminal = FakeTerminal.none();
        ConnectionConfig config = server.config("");
        Files.writeString(
                folder.resolve("config.yml"),
                "connection:\n" + connection("prod", SOURCE, config) + connection("dev", TARGET, config));
        List<String> arguments = new ArrayList<>(List.of("slice", "-r", "prod", "-w", "dev", "--overwrite"));
        arguments.addAll(List.of("--config", folder.resolve("config.yml").toString()));
        arguments.addAll(List.of("--schema-file", folder.resolve("schema.yml").toString()));
        arguments.addAll(List.of(more));
        int code = new Tranche(terminal, Runs.REAL).run(arguments.toArray(String[]::new));
        String shown = terminal.outText() + terminal.errText();
        assertEquals(exitCode, code, shown);
        assertFalse(shown.codePoints().anyMatch(HostileNamesIT::isHidden), shown);
        return terminal;
    }

    private String connection(String name, String database, ConnectionConfig config) {
        return "  %s: {type: %s, host: %s, port: %d, user: %s, password: \"%s\", database: %s}%n"
                .formatted(
                        name,
                        server.vendor().name().toLowerCase(java.util.Locale.ROOT),
                        config.addresses().get(0).host(),
                        config.addresses().get(0).port(),
                        config.user().orElseThrow(),
                        config.password().map(secret -> secret.value()).orElse(""),
                        database);
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void whatIsNoExpressionIsRefusedAndDoesNothing(TestServer on) throws Exception {
        server = on;
        fill();
        Map<String, String> source = DatabaseState.of(server, SOURCE);
        Map<String, String> target = DatabaseState.of(server, TARGET);
        for (String evil : EVIL) {
            rules(Map.of("mask", Map.of("note", evil)));
            assertTrue(run(2).errText().contains("notes"), evil);
            rules(Map.of("order_by", evil));
            assertTrue(run(2).errText().contains("notes"), evil);
        }
        assertEquals(source, DatabaseState.of(server, SOURCE));
        assertEquals(target, DatabaseState.of(server, TARGET));
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void aValueArrivesAsItIsWhateverItSays(TestServer on) throws Exception {
        server = on;
        fill();
        String quoted = VALUE.replace("'", "''");
        String literal = "'" + (server.vendor() == Vendor.POSTGRESQL ? quoted : quoted.replace("\\", "\\\\")) + "'";
        String long20k = "'" + "x''".repeat(10_000) + "'";
        rules(Map.of(
                "mask",
                Map.of("note", "CASE id WHEN 3 THEN ${evil} ELSE " + long20k + " END -- it's the \"note"),
                "order_by",
                "place -- equal: the key decides"));
        run(0, "--set", "evil=" + literal);
        assertEquals("1,2", ids());
        assertEquals("x'".repeat(10_000), server.value(TARGET, "SELECT note FROM notes WHERE id = 1"));

        rules(Map.of("mask", Map.of("note", literal), "order_by", "CASE WHEN 'x' <> " + literal + " THEN -id END"));
        run(0);
        assertEquals("2,3", ids());
        assertEquals(VALUE.replace("%%", "%"), server.value(TARGET, "SELECT note FROM notes WHERE id = 3"));
        assertEquals("1", server.value(SOURCE, "SELECT COUNT(*) FROM x"));
    }

    private String ids() throws SQLException {
        return server.value(
                TARGET,
                server.vendor() == Vendor.POSTGRESQL
                        ? "SELECT string_agg(id::text, ',' ORDER BY id) FROM notes"
                        : "SELECT GROUP_CONCAT(id ORDER BY id) FROM notes");
    }

    @OnEachServer(Vendor.POSTGRESQL)
    void bytesThatAreNoTextAreRefused(TestServer on) throws Exception {
        server = on;
        fill();
        byte[] file = "default: upon_request\ntables: {notes: {limit: 1, mask: {note: \"'?'\"}}}\n"
                .getBytes(StandardCharsets.US_ASCII);
        file[new String(file, StandardCharsets.US_ASCII).indexOf('?')] = (byte) 0xff;
        Files.write(folder.resolve("schema.yml"), file);
        assertTrue(run(2).errText().contains("UTF-8"));
    }
}
