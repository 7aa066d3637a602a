package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Vendor;
import io.tranche.error.Refusal;
import io.tranche.proof.site.PlainRows;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The strategy {@code slice} beside others; what it keeps is held against an oracle by {@code RandomKeptSliceIT}. */
class KeptSliceIT {
    private static final String[] TABLES = {
        "CREATE TABLE users (id INT PRIMARY KEY, email VARCHAR(50))",
        "CREATE TABLE posts (id INT PRIMARY KEY, user_id INT, FOREIGN KEY (user_id) REFERENCES users (id))",
        "CREATE TABLE visits (id INT PRIMARY KEY, user_id INT, FOREIGN KEY (user_id) REFERENCES users (id))"
    };

    private static final String RULES =
            """
            default: upon_request
            tables:
              posts: {where: id > 1}
              users: {mask: {email: "CONCAT('100%%', %table_name%.id)"}}
            sync:
              tables: {posts: slice, users: slice}
            """;

    @TempDir
    Path folder;

    @OnEachServer({Vendor.MARIADB, Vendor.POSTGRESQL})
    void tablesOfOtherStrategiesAreKeptWhole(TestServer server) throws SQLException, IOException {
        SyncScene scene = new SyncScene(server, folder, "kept_beside")
                .both(TABLES)
                .source(
                        "INSERT INTO users VALUES (1, 'a'), (2, 'b'), (3, 'c')",
                        "INSERT INTO posts VALUES (1, 1), (2, 2)",
                        "INSERT INTO visits VALUES (1, 2), (2, NULL)")
                .copy("INSERT INTO users VALUES (1, 'left'), (2, 'b')")
                .rules(RULES);

        List<String> warnings = scene.sync().warnings();

        PlainRows copy = new PlainRows(server);
        assertEquals(List.of("100%2"), copy.column(scene.copyName(), "SELECT email FROM users"));
        assertEquals(List.of("2"), copy.column(scene.copyName(), "SELECT id FROM posts"));
        assertEquals(List.of("1", "2"), copy.column(scene.copyName(), "SELECT id FROM visits ORDER BY id"));
        assertTrue(warnings.stream().anyMatch(text -> text.contains("visits refers to users")), warnings::toString);
    }

    @OnEachServer({Vendor.MARIADB})
    void partsOfASliceAreRefused(TestServer server) throws SQLException, IOException {
        SyncScene scene = new SyncScene(server, folder, "kept_parts")
                .both(TABLES)
                .rules(RULES)
                .tables(List.of("users"), List.of());
        Refusal refusal = assertThrows(Refusal.class, () -> scene.sync());
        assertTrue(refusal.getMessage().contains("posts"), refusal.getMessage());
    }

    @OnEachServer({Vendor.MARIADB})
    void joinsToTablesOfOtherStrategiesAreRefused(TestServer server) throws SQLException, IOException {
        SyncScene scene = new SyncScene(server, folder, "kept_joins")
                .both(TABLES)
                .rules(
                        """
                        tables:
                          users: full
                          posts: {rule: join, table: users}
                        sync: {tables: {posts: slice}}
                        """);
        Refusal refusal = assertThrows(Refusal.class, () -> scene.sync());
        assertTrue(refusal.getMessage().contains("posts joins users"), refusal.getMessage());
    }
}
