package io.tranche.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Vendor;
import io.tranche.error.Refusal;
import io.tranche.progress.Listener;
import io.tranche.run.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
    private static final Path LIBRARIES = Path.of("target", "demo-lib");

    @Test
    void theShopHasWhatMakesSlicingHard() throws SQLException, IOException {
        try (DemoServer server =
                DemoServer.start(Vendor.MARIADB, Libraries.of(LIBRARIES), DemoServer.Settings.THROWAWAY)) {
            server.createDatabase("shop");
            try (Connection connection = server.connect("shop")) {
                Shop.fill(connection);
                Map<String, Long> counts = Shop.counts(connection);

                assertTrue(counts.size() >= 12, counts.toString());
                assertTrue(counts.values().stream().mapToLong(Long::longValue).sum() >= 200_000, counts.toString());
                assertEquals("0", orphans(connection), "each order item has its order");
            }
        }
    }

    private static String orphans(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        """
                        SELECT COUNT(*) FROM order_items i
                        LEFT JOIN orders o ON o.shop_id = i.shop_id AND o.number = i.order_number
                        LEFT JOIN products p ON p.sku = i.sku
                        WHERE o.number IS NULL OR p.id IS NULL""")) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void slicesTheShopWithoutOrphans() {
        String text = run("mariadb", Map.of("TRANCHE_DEMO_LIB", LIBRARIES.toString()));

        assertTrue(text.contains(" 0 orphans"), text);
        assertTrue(text.contains("order_items"), text);
        assertFalse(text.contains("@mail.example"), text);
    }

    @Test
    void slicesTheShopOnPostgreSqlToo() {
        String text = run("postgresql", Map.of("TRANCHE_DEMO_LIB", LIBRARIES.toString()));

        assertTrue(text.contains("PostgreSQL 18"), text);
        assertTrue(text.contains(" 0 orphans"), text);
        assertTrue(text.contains("order_items"), text);
        assertFalse(text.contains("@mail.example"), text);
    }

    @Test
    void keepsKeysInRedisWhereThatIsAskedFor() {
        String text = run("mariadb", Map.of("TRANCHE_DEMO_LIB", LIBRARIES.toString(), "TRANCHE_DEMO_REDIS", "true"));

        assertTrue(text.contains(" 0 orphans"), text);
    }

    private static String run(String server, Map<String, String> environment) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                environment, Path.of("").toAbsolutePath(), Listener.NONE, (lines, question) -> Optional.empty());
        int exitCode = new Demo().run(server, surroundings, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertEquals(0, exitCode, text);
        return text;
    }

    @Test
    void saysHowToGetTheServersWhereTheyAreNotThere(@TempDir Path empty) {
        Refusal refusal = assertThrows(Refusal.class, () -> Libraries.of(empty.resolve("demo-lib")));

        assertTrue(refusal.getMessage().contains("scripts/demo"), refusal.getMessage());
    }
}
