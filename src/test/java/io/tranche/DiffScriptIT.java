package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Vendor;
import io.tranche.report.SyncReport;
import io.tranche.run.RepairScript;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.Program;
import io.tranche.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;

/** The statements of {@code diff --sql}, carried out by the vendor's own client. */
class DiffScriptIT {
    private static final List<String> TEXTS = List.of(
            "",
            "'",
            "''",
            "\\",
            "\\'",
            "\\N",
            "a\tb",
            "a\nb\r\n",
            "\"`$$",
            "-- ; DELETE FROM odd;",
            "/* */ \\! ls",
            "DELIMITER //",
            "\\q",
            "${x} :x :'x' ?",
            "é€😀",
            " x ",
            "NULL",
            "%_");

    @TempDir
    Path folder;

    private static String columns(Vendor vendor) {
        return vendor == Vendor.POSTGRESQL
                ? "k VARCHAR(40) PRIMARY KEY, t TEXT, b BYTEA, n NUMERIC(20,5), f DOUBLE PRECISION, r REAL,"
                        + " at TIMESTAMPTZ, d DATE, y BOOLEAN, j JSONB, a TEXT[]"
                : "k VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PRIMARY KEY, t TEXT CHARACTER SET utf8mb4,"
                        + " b BLOB, n DECIMAL(20,5), f DOUBLE, r FLOAT, at TIMESTAMP(3) NULL, d DATE, y BIT(7), j JSON,"
                        + " a VARCHAR(40) CHARACTER SET latin1";
    }

    private static String others(Vendor vendor) {
        return vendor == Vendor.POSTGRESQL
                ? "-1.5, 'NaN', 16777216.0, '2024-03-31 01:30:00.123Z', '0044-03-15 BC', true, '{\"a\": [1, \"\\\\\"]}',"
                        + " '{\"x,\\\\\\\"y\", NULL}'"
                : "-1.5, -0e0, 16777216, '2024-03-31 01:30:00.123', '2024-02-29', b'1010101', '{\"a\": [1, \"\\\\\\\\\"]}',"
                        + " 'é\\\\'";
    }

    private static void fill(TestServer server, String database, List<String> texts, Random random)
            throws SQLException {
        try (Connection connection = server.connection(database);
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO odd VALUES (?, ?, ?, " + others(server.vendor()) + ")")) {
            for (int i = 0; i < texts.size(); i++) {
                byte[] bytes = new byte[i * 20];
                random.nextBytes(bytes);
                insert.setString(1, i + texts.get(i));
                insert.setString(2, texts.get(i));
                insert.setBytes(3, i % 5 == 4 ? null : bytes);
                insert.execute();
            }
        }
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void makesBothSidesEqual(TestServer server) throws Exception {
        Optional<Program> client =
                server.vendor() == Vendor.POSTGRESQL ? Program.find("psql") : Program.find("mariadb", "mysql");
        if (client.isEmpty()) {
            return;
        }
        SyncScene scene = new SyncScene(server, folder, "diff_script")
                .both(
                        "CREATE TABLE odd (" + columns(server.vendor()) + ")",
                        "CREATE TABLE parents (id INT PRIMARY KEY, u INT NOT NULL UNIQUE)",
                        "CREATE TABLE children (id INT PRIMARY KEY, parent INT, twice INT GENERATED ALWAYS AS (id * 2) STORED,"
                                + " FOREIGN KEY (parent) REFERENCES parents (id))")
                .source(
                        "INSERT INTO parents VALUES (1,2),(2,1),(3,3)",
                        "INSERT INTO children (id, parent) VALUES (1,3),(2,1)")
                .copy(
                        "INSERT INTO parents VALUES (1,1),(2,2),(4,3)",
                        "INSERT INTO children (id, parent) VALUES (1,4),(3,4)");
        fill(server, scene.sourceName(), TEXTS, new Random(1));
        List<String> fewer = new ArrayList<>(TEXTS.subList(0, 12));
        fewer.addAll(List.of("extra", "'; extra \\"));
        fill(server, scene.copyName(), fewer, new Random(2));
        ByteArrayOutputStream script = new ByteArrayOutputStream();
        List<String> comments = new ArrayList<>();

        SyncReport found = scene.diff(new RepairScript(script::writeBytes, comments::add));
        assertTrue(found.hasDifferences());
        List<String> options = server.vendor() == Vendor.POSTGRESQL
                ? List.of("-X", "-q", "-v", "ON_ERROR_STOP=1")
                : List.of("--skip-ssl");
        client.get()
                .run(
                        server,
                        scene.copyName(),
                        new ByteArrayInputStream(script.toByteArray()),
                        options.toArray(String[]::new));

        for (String table : List.of("odd", "parents", "children")) {
            assertEquals(scene.sourceRows(table), scene.copyRows(table), table);
        }
        assertEquals(List.of(), comments);
        assertFalse(scene.diff().hasDifferences());
    }
}
