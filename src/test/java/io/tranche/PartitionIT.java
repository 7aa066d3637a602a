package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.catalog.TableSelection;
import io.tranche.config.Vendor;
import io.tranche.error.Refusal;
import io.tranche.progress.Listener;
import io.tranche.report.SyncReport;
import io.tranche.run.SignatureRequest;
import io.tranche.run.SignatureRun;
import io.tranche.run.Surroundings;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;

/** Each distinct value of a column as a table of its own. */
class PartitionIT {
    @TempDir
    Path folder;

    private SyncScene scene(TestServer server, String column, String rules) throws Exception {
        return new SyncScene(server, folder, "parts")
                .both("CREATE TABLE t (id INT PRIMARY KEY, p " + column + ", v VARCHAR(20))")
                .rules("sync: {tables: {t: {" + rules + "}}}");
    }

    private static SyncReport.Line line(SyncReport report) {
        assertEquals(
                List.of(),
                report.tables().stream()
                        .flatMap(table -> table.error().stream())
                        .toList());
        return report.tables().get(0);
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void addsDropsAndRepairsPartitionsAndFollowsRowsThatMoveBetweenThem(TestServer server) throws Exception {
        SyncScene scene = scene(server, "VARCHAR(20) NULL", "partitioned_by: p")
                .source("INSERT INTO t VALUES (1,'same','a'),(2,'new','b'),(3,'changed','c'),(4,NULL,'d'),"
                        + "(5,'it''s \\\\ odd','e'),(6,'changed','moved here')")
                .copy("INSERT INTO t VALUES (1,'same','a'),(7,'old','x'),(3,'changed','y'),(4,NULL,'z'),"
                        + "(6,'same too','moved here'),(8,'same too','w')")
                .source("INSERT INTO t VALUES (8,'same too','w')");
        SyncReport.Line line = line(scene.sync());
        assertEquals(2, line.missing());
        assertEquals(3, line.changed());
        assertEquals(1, line.extra());
        assertEquals(scene.sourceRows("t"), scene.copyRows("t"));
        assertEquals(0, line(scene.sync()).differing());
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void onlyAddsAndDropsPartitionsWhereSharedOnesAreTrusted(TestServer server) throws Exception {
        SyncScene scene = scene(server, "INT", "partitioned_by: p, shared: false")
                .source("INSERT INTO t VALUES (1,1,'a'),(2,2,'b'),(3,2,'c')")
                .copy("INSERT INTO t VALUES (1,1,'trusted'),(9,3,'z')");
        SyncReport.Line line = line(scene.sync());
        assertEquals(2, line.missing());
        assertEquals(0, line.changed());
        assertEquals(1, line.extra());
        assertEquals("trusted", server.value(scene.copyName(), "SELECT v FROM t WHERE id = 1"));
        assertEquals("3", server.value(scene.copyName(), "SELECT COUNT(*) FROM t"));
    }

    /** Hashes are summed: what only changes hands must not leave the sum as it is. */
    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void seesValuesThatAreExchangedWithinAPartitionOrBetweenTwo(TestServer server) throws Exception {
        SyncScene scene = scene(server, "INT", "partitioned_by: p")
                .source("INSERT INTO t VALUES (1,1,'aa'),(2,1,'bb'),(3,2,'cc'),(4,3,'dd'),(5,4,'e')")
                .copy("INSERT INTO t VALUES (1,1,'bb'),(2,1,'aa'),(3,3,'cc'),(4,2,'dd'),(5,4,'e')");
        assertEquals(4, line(scene.sync()).changed());
        assertEquals(scene.sourceRows("t"), scene.copyRows("t"));
    }

    @OnEachServer({Vendor.MARIADB, Vendor.POSTGRESQL})
    void refusesColumnsThatAreNotThere(TestServer server) throws Exception {
        Refusal refusal = assertThrows(Refusal.class, scene(server, "INT", "partitioned_by: q")::sync);
        assertTrue(refusal.getMessage().contains("t has no column q."), refusal.getMessage());
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void signaturesTellContentsApart(TestServer server) throws Exception {
        SyncScene scene = scene(server, "INT", "checksum:")
                .source("INSERT INTO t VALUES (1,1,'aa'),(2,2,'bb')")
                .copy("INSERT INTO t VALUES (1,1,'bb'),(2,2,'aa')");
        String ofSource = signature(server, scene.sourceName());
        assertTrue(ofSource.startsWith("t rows=2 "), ofSource);
        String ofCopy = signature(server, scene.copyName());
        assertTrue(!ofSource.equals(ofCopy), ofCopy);
        scene.sync();
        assertEquals(ofSource, signature(server, scene.copyName()));
    }

    private String signature(TestServer server, String database) {
        SignatureRequest request = new SignatureRequest(
                List.of(server.url(database)), Optional.empty(), TableSelection.ALL, Map.of(), OptionalInt.empty());
        List<String> lines = new SignatureRun(
                        request,
                        new Surroundings(Map.of(), folder, Listener.NONE, (text, question) -> Optional.empty()))
                .run();
        assertTrue(lines.get(0).startsWith("position of "), lines.toString());
        return lines.get(2);
    }
}
