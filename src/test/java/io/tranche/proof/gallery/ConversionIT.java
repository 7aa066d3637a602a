package io.tranche.proof.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.proof.site.Databases;
import io.tranche.proof.site.Slicing;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;

/** A target that was made with other character sets. */
class ConversionIT {
    private static final String SOURCE = "conversion_source";
    private static final String TARGET = "conversion_target";

    @TempDir
    Path folder;

    @OnEachServer
    void convertsTextsToTheTargetsCharacterSet(TestServer server) throws SQLException, IOException {
        server.createDatabase(SOURCE);
        server.createDatabase(TARGET);
        server.execute(
                SOURCE,
                "CREATE TABLE texts (id INT PRIMARY KEY, l VARCHAR(40) CHARACTER SET latin1, u TEXT CHARACTER SET utf16,"
                        + " e ENUM('ä','b') CHARACTER SET latin1, s SET('é','x') CHARACTER SET latin1,"
                        + " masked VARCHAR(40) CHARACTER SET latin1)",
                // in latin1 these are the bytes of é in UTF-8
                "INSERT INTO texts VALUES (1, _utf8mb4 x'c383c2a9', '😀\\t', 'ä', 'é,x', 'é'), (2, '€', 'a', 'b', 'x', NULL)");
        server.execute(
                TARGET,
                "CREATE TABLE texts (id INT PRIMARY KEY, l VARCHAR(40) CHARACTER SET utf8mb4, u TEXT CHARACTER SET utf8mb4,"
                        + " e ENUM('b','ä') CHARACTER SET utf8mb4, s SET('é','x') CHARACTER SET utf8mb4,"
                        + " masked VARCHAR(40) CHARACTER SET utf8mb4)");

        Slicing.of(folder, new Databases(server, SOURCE, TARGET), Slicing.PLAIN)
                .run("tables: {texts: {where: 1 = 1, mask: {masked: \"CONCAT('ü', id)\"}}}\n")
                .success();

        String query =
                "SELECT GROUP_CONCAT(CONCAT_WS('|', id, HEX(l), HEX(u), HEX(e), HEX(s), HEX(masked)) ORDER BY id) FROM texts";
        assertEquals(
                "1|C383C2A9|F09F988009|C3A4|C3A92C78|C3BC31,2|E282AC|61|62|78|C3BC32", server.value(TARGET, query));
    }

    @OnEachServer
    void refusesAKeyOfAnotherCharacterSet(TestServer server) throws SQLException, IOException {
        server.createDatabase(SOURCE);
        server.createDatabase(TARGET);
        String parents = "CREATE TABLE parents (code VARCHAR(9) CHARACTER SET %s PRIMARY KEY)";
        String children = "CREATE TABLE children (id INT PRIMARY KEY, code VARCHAR(9) CHARACTER SET %s)";
        server.execute(SOURCE, parents.formatted("utf16"), children.formatted("utf16"));
        server.execute(TARGET, parents.formatted("utf8mb4"), children.formatted("utf8mb4"));

        Slicing.Outcome outcome = Slicing.of(folder, new Databases(server, SOURCE, TARGET), Slicing.PLAIN)
                .run("default: upon_request\ntables: {children: {where: 1 = 1}}\n"
                        + "references: [{from: children.code, to: parents.code}]\n");

        String message = outcome.failure().orElseThrow().getMessage();
        assertTrue(message.contains("children.code"), message);
        assertTrue(message.contains("another character set"), message);
    }
}
