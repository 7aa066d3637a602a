package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tranche.SliceScene.Asked;
import io.tranche.config.Vendor;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Tables that no rule and no reference leads to are part of a copied schema all the same. */
class UnreachedTablesIT {
    private static final String FOREIGN_KEYS =
            "SELECT COUNT(*) FROM information_schema.referential_constraints WHERE %s";

    @TempDir
    Path folder;

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void getTheirForeignKeysToo(TestServer server) throws Exception {
        SliceScene scene = new SliceScene(server, folder)
                .source(
                        "CREATE TABLE people (id INT PRIMARY KEY)",
                        "CREATE TABLE visits (id INT PRIMARY KEY, person INT,"
                                + " FOREIGN KEY (person) REFERENCES people (id))",
                        "INSERT INTO people VALUES (1), (2)",
                        "INSERT INTO visits VALUES (10, 1)")
                .rules("default: upon_request\ntables: {people: {keys: [1]}}\n");

        scene.with(Asked.COPY_SCHEMA_AND_FOREIGN_KEYS).slice();

        String ours = server.vendor() == Vendor.POSTGRESQL ? "true" : "constraint_schema = DATABASE()";
        String inSource = server.value(SliceScene.SOURCE, FOREIGN_KEYS.formatted(ours));
        assertEquals(inSource, scene.inTarget(FOREIGN_KEYS.formatted(ours)));
        assertEquals(
                "1 0",
                scene.inTarget("SELECT CONCAT((SELECT COUNT(*) FROM people), ' ', (SELECT COUNT(*) FROM visits))"));
    }
}
