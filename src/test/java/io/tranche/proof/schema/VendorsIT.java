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
