package io.tranche.proof.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tranche.proof.site.Databases;
import io.tranche.proof.site.Slicing;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;

/** Values of many megabytes, of all bytes. */
class BigValuesIT {
    private static final String SOURCE = "big_source";
    private static final String TARGET = "big_target";
    private static final String DIGEST =
            "SELECT GROUP_CONCAT(CONCAT(id, ' ', LENGTH(v), ' ', SHA2(v, 256)) ORDER BY id) FROM ";

    @TempDir
    Path folder;

    @OnEachServer
    void carriesBlobsOfSixAndSixtyFourMegabytes(TestServer server) throws SQLException, IOException {
        server.createDatabase(SOURCE);
        StringBuilder bytes = new StringBuilder("x'");
        for (int i = 0; i < 256; i++) {
            bytes.append(String.format("%02x", i));
        }
        bytes.append('\'');
        server.execute(
                SOURCE,
                "CREATE TABLE blobs (id INT PRIMARY KEY, v LONGBLOB)",
                "INSERT INTO blobs VALUES (1, REPEAT(" + bytes + ", 24576)), (2, x'')",
                "INSERT INTO blobs VALUES (3, REPEAT(" + bytes + ", 262144))");
        assertEquals("67108864", server.value(SOURCE, "SELECT MAX(LENGTH(v)) FROM blobs"));

        slice(server);
        assertEquals(server.value(SOURCE, DIGEST + "blobs"), server.value(TARGET, DIGEST + "blobs"));

        server.execute(SOURCE, "DELETE FROM blobs WHERE id = 3");
        server.execute("", "SET GLOBAL local_infile = OFF");
        try {
            slice(server);
        } finally {
            server.execute("", "SET GLOBAL local_infile = ON");
        }
        assertEquals(server.value(SOURCE, DIGEST + "blobs"), server.value(TARGET, DIGEST + "blobs"));
    }

    private void slice(TestServer server) throws SQLException, IOException {
        server.createDatabase(TARGET);
        Slicing.of(folder, new Databases(server, SOURCE, TARGET), Slicing.COPY_SCHEMA)
                .run("tables: {blobs: {where: 1 = 1}}\n")
                .success();
    }
}
