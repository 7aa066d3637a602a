package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Vendor;
import io.tranche.error.Interruption;
import io.tranche.progress.Event;
import io.tranche.run.SyncRequest.Signature;
import io.tranche.run.WatchRequest.Endpoint;
import io.tranche.testing.Jvm;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.Relay;
import io.tranche.testing.TestServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;

/** A copy that is kept in step. */
class WatchIT {
    private static final String ENDED = "The watch ended: ";

    @TempDir
    Path folder;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    private String next(String wanted) throws InterruptedException {
        while (true) {
            String text = told.poll(60, TimeUnit.SECONDS);
            assertNotNull(text, "nothing was told that holds " + wanted);
            assertFalse(text.startsWith(ENDED), text);
            if (text.contains(wanted)) {
                return text;
            }
        }
    }

    private void tell(Event event) {
        if (event instanceof Event.Notice notice) {
            told.add(notice.text());
        } else if (event instanceof Event.Warning warning) {
            told.add(warning.text());
        }
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void outlivesConnectionsThatAreLostAndServersThatAreAway(TestServer server) throws Exception {
        int port = server.config("").addresses().get(0).port();
        SyncScene scene = new SyncScene(server, folder, "watch_lost")
                .both("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20))")
                .source("INSERT INTO t VALUES (1,'a')")
                .signature(Signature.AUTO);
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Relay relay = Relay.to(port);
        scene.through(relay);
        Thread watch = new Thread(() -> {
            try {
                scene.watch(Duration.ofMillis(50), Optional.empty(), this::tell);
            } catch (Throwable e) {
                end.complete(e);
                told.add(ENDED + e);
            }
        });
        watch.start();
        next("t +1 ~0 -0");
        relay.breakConnections();
        scene.source("INSERT INTO t VALUES (2,'b')");
        next("t +1 ~0 -0");
        relay.close();
        next("Trying again in 1 s");
        scene.source("INSERT INTO t VALUES (3,'c')");
        try (Relay back = new Relay(new ServerSocket(relay.port(), 50, InetAddress.getLoopbackAddress()), port)) {
            next("t +1 ~0 -0");
            watch.interrupt();
            assertEquals(Interruption.class, end.get(60, TimeUnit.SECONDS).getClass());
            assertTrue(back.bytes() > 0);
        }
        assertEquals(scene.sourceRows("t"), scene.copyRows("t"));
    }

    /** What is one transaction is there whole, or not at all. */
    @OnEachServer({Vendor.MARIADB, Vendor.POSTGRESQL})
    void endsBetweenTransactionsAtCtrlC(TestServer server) throws Exception {
        SyncScene scene = new SyncScene(server, folder, "watch_ended")
                .both("CREATE TABLE t (id INT PRIMARY KEY, u INT NOT NULL UNIQUE)")
                .source(
                        "CREATE TABLE digits (d INT PRIMARY KEY)",
                        "INSERT INTO digits VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)",
                        "INSERT INTO t SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d, a.d + 10 * b.d + 100 * c.d + 1000 * e.d"
                                + " FROM digits a, digits b, digits c, digits e")
                .tables(List.of("t"), List.of());
        scene.sync();
        List<String> before = scene.copyRows("t");
        scene.source("UPDATE t SET u = -1 - u", "UPDATE t SET u = 9999 - (-1 - u)");
        Process process = Jvm.tranche(
                        folder, "watch.log", "watch", "-r", scene.sourceUrl(), "-w", scene.copyUrl(), "--tables", "t")
                .start();
        try {
            try (Connection other = server.connection(scene.copyName());
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("SELECT id FROM t WHERE id = 9990 FOR UPDATE");
                awaitWriter(server, scene.copyName(), process);
                new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor();
                process.waitFor(300, TimeUnit.MILLISECONDS);
                other.rollback();
            }
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), Files.readString(folder.resolve("watch.log")));
        } finally {
            process.destroyForcibly();
        }
        assertEquals(130, process.exitValue(), Files.readString(folder.resolve("watch.log")));
        List<String> after = scene.copyRows("t");
        assertTrue(after.equals(before) || after.equals(scene.sourceRows("t")), "half of a transaction is there");
        scene.sync();
        assertEquals(scene.sourceRows("t"), scene.copyRows("t"));
    }

    /** Until a writer waits for a row that another transaction holds. */
    private static void awaitWriter(TestServer server, String database, Process process) throws Exception {
        String waiting = server.vendor() == Vendor.POSTGRESQL
                ? "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = '" + database
                        + "'"
                : "SELECT COUNT(*) FROM information_schema.innodb_trx JOIN information_schema.processlist"
                        + " ON id = trx_mysql_thread_id WHERE trx_state = 'LOCK WAIT' AND db = '" + database + "'";
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (server.value(database, waiting).equals("0")) {
            assertTrue(process.isAlive() && System.nanoTime() < end, "nobody writes");
            // InnoDB answers from what it remembers until nobody has asked for a tenth of a second
            process.waitFor(150, TimeUnit.MILLISECONDS);
        }
    }

    @OnEachServer({Vendor.MARIADB, Vendor.POSTGRESQL})
    void followsItsSourceUntilItIsInterruptedAndTellsItsFigures(TestServer server) throws Exception {
        SyncScene scene = new SyncScene(server, folder, "watch")
                .both("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20))")
                .source("INSERT INTO t VALUES (1,'a')")
                .signature(Signature.AUTO);
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread watch = new Thread(() -> {
            try {
                scene.watch(Duration.ofMillis(100), Optional.of(new Endpoint("127.0.0.1", 0)), event -> {
                    if (event instanceof Event.Notice notice) {
                        told.add(notice.text());
                    }
                });
            } catch (Throwable e) {
                end.complete(e);
            }
        });
        watch.start();
        String figures = next("Figures: ").substring("Figures: ".length());
        next("t +1 ~0 -0");
        scene.source("UPDATE t SET v = 'b'", "INSERT INTO t VALUES (2,'c')");
        next("t +");
        String text = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(figures)).build(), BodyHandlers.ofString())
                .body();
        assertTrue(text.contains("tranche_rows_total{table=\"t\",change=\"inserted\"} "), text);
        assertTrue(text.contains("tranche_rounds_total{result=\"failed\"} 0"), text);
        watch.interrupt();
        assertEquals(Interruption.class, end.get(60, TimeUnit.SECONDS).getClass());
        scene.sync();
        assertEquals(scene.sourceRows("t"), scene.copyRows("t"));
    }
}
