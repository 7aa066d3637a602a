package io.tranche.proof.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.report.SchemaReport;
import io.tranche.testing.FeatureFile;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What MySQL and MariaDB both know goes from one to the other. */
class VendorsIT {
    private static final String SOURCE = "vendor_source";
    private static final String CLONE = "vendor_clone";

    @Test
    void aSchemaOfMySqlIsRecreatedOnMariaDb() throws Exception {
        TestServer mysql = Servers.mysql();
        load(mysql);
        mysql.execute(
                SOURCE,
                "CREATE TABLE modern (id INT PRIMARY KEY, a VARCHAR(9) COLLATE utf8mb4_0900_as_cs, KEY h (a) INVISIBLE)"
                        + " COLLATE utf8mb4_0900_ai_ci");

        Cloning cloning = clone(mysql, Servers.mariadb());

        List<String> mapped = cloning.notices().stream()
                .filter(notice -> notice.contains("utf8mb4_0900_as_cs"))
                .toList();
        // newer ones know MySQL's names as aliases of their own
        String known = Servers.mariadb()
                .value(
                        "",
                        "SELECT COUNT(*) FROM information_schema.collation_character_set_applicability"
                                + " WHERE full_collation_name = 'utf8mb4_0900_as_cs'");
        assertEquals(known.equals("0") ? 1 : 0, mapped.size(), cloning.notices()::toString);
        String collation = Servers.mariadb()
                .value(
                        CLONE,
                        "SELECT collation_name FROM information_schema.columns WHERE table_schema = DATABASE() AND"
                                + " table_name = 'modern' AND column_name = 'a'");
        assertTrue(collation.endsWith("_as_cs"), collation);
    }

    @Test
    void aSchemaOfMariaDbIsRecreatedOnMySql() throws Exception {
        TestServer mariadb = Servers.mariadb();
        load(mariadb);
        mariadb.execute(
                SOURCE,
                "CREATE TABLE modern (id INT PRIMARY KEY, a INT, j JSON, KEY h (a) IGNORED)"
                        + " CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci");

        Cloning cloning = clone(mariadb, Servers.mysql());

        assertTrue(
                cloning.notices().stream().anyMatch(notice -> notice.contains("utf8mb4_uca1400_ai_ci")),
                cloning.notices()::toString);
        assertEquals(
                "NO",
                Servers.mysql()
                        .value(
                                CLONE,
                                "SELECT is_visible FROM information_schema.statistics WHERE table_schema = DATABASE() AND"
                                        + " table_name = 'modern' AND index_name = 'h'"));
    }

    /** Columns and rows come along; what only the source can do is left out and told. */
    @Test
    void whatOnlyMariaDbKnowsIsMappedOrLeftOutAndListed() throws Exception {
        TestServer mariadb = Servers.mariadb();
        mariadb.createDatabase(SOURCE);
        mariadb.execute(
                SOURCE,
                "SET SESSION sql_mode = ''",
                "CREATE TABLE a_aria (id INT PRIMARY KEY, x VARCHAR(9), KEY x (x DESC)) ENGINE=Aria PAGE_CHECKSUM=1 TRANSACTIONAL=1"
                        + " ROW_FORMAT=PAGE",
                "CREATE TABLE b_innodb (id INT PRIMARY KEY, x TEXT DEFAULT 'it''s', y BLOB DEFAULT X'00', z DATE DEFAULT CURDATE(),"
                        + " w VARCHAR(40) DEFAULT CONCAT('a', ', ('), v INT DEFAULT (id), u INT INVISIBLE DEFAULT 4,"
                        + " UNIQUE KEY whole (x)) PAGE_COMPRESSED=1 PAGE_COMPRESSION_LEVEL=3",
                "CREATE TABLE c_versioned (id INT PRIMARY KEY, x INT, y INT WITHOUT SYSTEM VERSIONING) WITH SYSTEM VERSIONING"
                        + " PARTITION BY SYSTEM_TIME (PARTITION p HISTORY, PARTITION n CURRENT)",
                "CREATE TABLE d_period (id INT, s DATE, e DATE, PERIOD FOR p (s, e), UNIQUE KEY u (id, p WITHOUT OVERLAPS))",
                "CREATE TABLE e_types (id UUID NOT NULL DEFAULT UUID() PRIMARY KEY, a INET6, b INET4 DEFAULT '127.0.0.1',"
                        + " c VARCHAR(9) COMPRESSED)",
                "CREATE TABLE f_openly (id INT PRIMARY KEY, x INT, f TIMESTAMP(6) GENERATED ALWAYS AS ROW START, u TIMESTAMP(6)"
                        + " GENERATED ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME (f, u)) WITH SYSTEM VERSIONING",
                "CREATE TABLE g_myisam (id INT PRIMARY KEY, x INT, KEY d (x DESC)) ENGINE=MyISAM");
        TestServer mysql = Servers.mysql();
        mysql.createDatabase(CLONE);
        Cloning cloning = Cloning.between(mariadb, SOURCE, mysql, CLONE).withForeignKeys();

        assertEquals(List.of(), cloning.run().refused());

        String columns = "SELECT GROUP_CONCAT(table_name, '.', column_name ORDER BY table_name, ordinal_position)"
                + " FROM information_schema.columns WHERE table_schema = DATABASE()";
        assertEquals(mariadb.value(SOURCE, columns), mysql.value(CLONE, columns));
        for (String told : List.of(
                "Aria",
                "PAGE_CHECKSUM",
                "TRANSACTIONAL",
                "PAGE_COMPRESSED",
                "whole",
                "history",
                "SYSTEM_TIME",
                "periods",
                "uuid",
                "inet6",
                "inet4",
                "d of g_myisam ascends")) {
            assertTrue(
                    cloning.notices().stream().anyMatch(notice -> notice.contains(told)),
                    told + " in " + cloning.notices());
        }
        mysql.execute(
                CLONE,
                "INSERT INTO b_innodb (id) VALUES (3)",
                "INSERT INTO e_types (a) VALUES ('::1')",
                "INSERT INTO c_versioned VALUES (1, 2, 3)");
        assertEquals("it's|a, (", mysql.value(CLONE, "SELECT CONCAT(x, '|', w) FROM b_innodb"));
        assertEquals("36", mysql.value(CLONE, "SELECT LENGTH(id) FROM e_types"));
    }

    @Test
    void whatOnlyMySqlKnowsIsMappedOrLeftOutAndListed() throws Exception {
        TestServer mysql = Servers.mysql();
        mysql.createDatabase(SOURCE);
        mysql.execute(
                SOURCE,
                "CREATE TABLE a_keys (id INT PRIMARY KEY, x VARCHAR(9), KEY f ((LOWER(x)), id), KEY plain (x))",
                "CREATE TABLE b_computed (id INT PRIMARY KEY, c INT AS (id * 2) STORED NOT NULL,"
                        + " d VARCHAR(20) AS (CONCAT('it''s', id, 'x')) VIRTUAL NULL)",
                "CREATE TABLE c_storage (id INT PRIMARY KEY, x INT COLUMN_FORMAT FIXED STORAGE MEMORY, p POINT NOT NULL SRID 4326)");
        TestServer mariadb = Servers.mariadb();
        mariadb.createDatabase(CLONE);
        Cloning cloning = Cloning.between(mysql, SOURCE, mariadb, CLONE).withForeignKeys();

        assertEquals(List.of(), cloning.run().refused());

        for (String told : List.of("f is left out", "c", "SRID")) {
            assertTrue(
                    cloning.notices().stream().anyMatch(notice -> notice.contains(told)),
                    told + " in " + cloning.notices());
        }
        mariadb.execute(CLONE, "INSERT INTO b_computed (id) VALUES (3)");
        assertEquals("6it's3x", mariadb.value(CLONE, "SELECT CONCAT(c, d) FROM b_computed"));
    }

    private static Cloning clone(TestServer from, TestServer to) throws SQLException {
        to.createDatabase(CLONE);
        Cloning cloning = Cloning.between(from, SOURCE, to, CLONE).withForeignKeys();
        SchemaReport report = cloning.run();
        assertEquals(List.of(), report.refused());
        assertEquals(count(from, SOURCE), count(to, CLONE));
        return cloning;
    }

    private static List<String> count(TestServer server, String database) throws SQLException {
        return List.of(
                server.value(
                        database, "SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = DATABASE()"),
                server.value(
                        database, "SELECT COUNT(*) FROM information_schema.statistics WHERE table_schema = DATABASE()"),
                server.value(
                        database, "SELECT COUNT(*) FROM information_schema.triggers WHERE trigger_schema = DATABASE()"),
                server.value(
                        database, "SELECT COUNT(*) FROM information_schema.routines WHERE routine_schema = DATABASE()"),
                server.value(
                        database,
                        "SELECT COUNT(*) FROM information_schema.table_constraints WHERE table_schema = DATABASE() AND"
                                + " constraint_type = 'FOREIGN KEY'"));
    }

    private static void load(TestServer server) throws SQLException, IOException {
        server.createDatabase(SOURCE);
        try (Connection connection = server.connection(SOURCE);
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : FeatureFile.statements("features.common.sql", 0)) {
                statement.execute(sql);
            }
        }
    }
}
