package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Vendor;
import io.tranche.error.Interruption;
import io.tranche.progress.Event;
import io.tranche.run.SyncRequest.Signature;
import io.tranche.run.WatchRequest.Endpoint;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;

/** A copy that is kept in step. */
class WatchIT {
    @TempDir
    Path folder;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    private String next(String wanted) throws InterruptedException {
        while (true) {
            String text = told.poll(60, TimeUnit.SECONDS);
            assertNotNull(text, "nothing was told that holds " + wanted);
            if (text.contains(wanted)) {
                return text;
            }
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
