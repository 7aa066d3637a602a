package io.tranche.bench;

import io.tranche.bench.Shell.Times;
import io.tranche.config.Vendor;
import io.tranche.demo.DemoServer;
import io.tranche.demo.Libraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * Shows that a slice's memory does not grow with its rows: with a heap of 128 MB it copies millions of rows whose keys it has
 * to remember, first clustered integers, then texts of 200 bytes. Fails if a slice does, or if rows are lacking.
 */
public final class Memory {
    private static final String HEAP = "-Xmx128m";
    private static final String TARGET = "memory_target";
    private static final String RULES =
            """
            default: upon_request
            tables:
              parents: {where: 1 = 1}
              children: {where: 1 = 1}
            references:
              - {from: children.parent, to: parents.id}
            """;

    private final DemoServer server;
    private final Path rules;

    private Memory(DemoServer server, Path rules) {
        this.server = server;
        this.rules = rules;
    }

    /** @param arguments millions of narrow rows, millions of rows with long keys */
    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        Path rules = Files.createTempFile("tranche-memory-", ".yml");
        Files.writeString(rules, RULES);
        try (DemoServer server = DemoServer.start(
                Vendor.MARIADB, Libraries.of(Path.of("target", "demo-lib")), DemoServer.Settings.THROWAWAY)) {
            Memory memory = new Memory(server, rules);
            memory.run("narrow rows", "BIGINT", "seq", Long.parseLong(arguments[0]) * 1_000_000);
            memory.run(
                    "rows with keys of 200 bytes",
                    "VARCHAR(200) CHARACTER SET latin1 COLLATE latin1_bin",
                    "CONCAT(LPAD(seq, 10, '0'), REPEAT(MD5(seq), 5), LEFT(SHA1(seq), 30))",
                    Long.parseLong(arguments[1]) * 1_000_000);
        } finally {
            Files.deleteIfExists(rules);
        }
    }

    private void run(String what, String type, String key, long rows)
            throws SQLException, IOException, InterruptedException {
        server.createDatabase("memory_source");
        server.createDatabase(TARGET);
        List<String> statements = List.of(
                "CREATE TABLE parents (id " + type + " PRIMARY KEY, n INT)",
                "CREATE TABLE children (id INT PRIMARY KEY, parent " + type + ")",
                "INSERT INTO parents SELECT " + key + ", seq FROM seq_1_to_" + rows,
                "INSERT INTO children SELECT n, id FROM parents WHERE n % 10 = 0");
        try (Connection connection = server.connect("memory_source");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        Times times = Shell.measure(
                "scripts/tranche slice --read '%s' --write '%s' --schema-file '%s' --copy-schema --quiet"
                        .formatted(server.url("memory_source"), server.url(TARGET), rules),
                Map.of("TRANCHE_JAVA_OPTS", HEAP));
        long found = count("parents");
        if (found != rows || count("children") != rows / 10) {
            throw new IllegalStateException("of " + rows + " " + what + " " + found + " are there");
        }
        System.out.printf("%,d %s with %s: %.0f s%n", rows, what, HEAP, times.wall());
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE memory_source");
            statement.execute("DROP DATABASE " + TARGET);
        }
    }

    private long count(String table) throws SQLException {
        try (Connection connection = server.connect(TARGET);
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            count.next();
            return count.getLong(1);
        }
    }
}
