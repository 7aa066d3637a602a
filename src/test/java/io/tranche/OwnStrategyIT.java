package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Vendor;
import io.tranche.error.Refusal;
import io.tranche.progress.Event;
import io.tranche.report.SyncReport;
import io.tranche.sync.Changes;
import io.tranche.sync.Counts;
import io.tranche.sync.Station;
import io.tranche.sync.Strategy;
import io.tranche.sync.TableTask;
import io.tranche.sync.Writing;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Programs and classes of the user's. */
class OwnStrategyIT {
    @TempDir
    Path folder;

    private SyncScene scene(TestServer server, String strategy) throws Exception {
        return new SyncScene(server, folder, "own")
                .both("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20))")
                .source("INSERT INTO t VALUES (1,'a'),(2,'b')")
                .rules("sync: {tables: {t: " + strategy + "}}");
    }

    /** Sets one column everywhere, as its settings say. */
    public static final class Stamp implements Strategy {
        private final String text;

        public Stamp(Map<String, String> settings) {
            this.text = settings.get("text");
        }

        @Override
        public String name() {
            return "stamp";
        }

        @Override
        public Changes find(TableTask task, Station station) {
            String table = task.dialect().quote(task.pairing().target().name());
            long rows = Long.parseLong(station.target()
                    .rows("SELECT COUNT(*) FROM " + table)
                    .get(0)
                    .get(0));
            return new Changes() {
                @Override
                public Counts planned() {
                    return new Counts(0, 0, rows, 0);
                }

                @Override
                public void delete(Writing writing) {
                    // it removes nothing
                }

                @Override
                public void write(Writing writing) {
                    writing.session().execute("UPDATE " + table + " SET v = ?", text);
                }
            };
        }
    }

    @OnEachServer({Vendor.MARIADB, Vendor.POSTGRESQL})
    void runsAClassOfTheUsers(TestServer server) throws Exception {
        SyncScene scene = scene(server, "{io.tranche.OwnStrategyIT$Stamp: {text: hello}}")
                .copy("INSERT INTO t VALUES (7,'x'),(8,'y')");
        SyncReport report = scene.sync();
        assertEquals("stamp", report.tables().get(0).strategy());
        assertEquals(2, report.tables().get(0).changed());
        assertEquals("2", server.value(scene.copyName(), "SELECT COUNT(*) FROM t WHERE v = 'hello'"));
    }

    @OnEachServer(Vendor.MARIADB)
    void saysWhyAClassIsNotTaken(TestServer server) throws Exception {
        Refusal missing = assertThrows(Refusal.class, scene(server, "com.example.Missing")::sync);
        assertTrue(
                missing.getMessage().contains("The class com.example.Missing is not on the class path. Set"),
                missing.getMessage());
        Refusal other = assertThrows(Refusal.class, scene(server, "java.lang.String")::sync);
        assertTrue(other.getMessage().contains("is no io.tranche.sync.Strategy"), other.getMessage());
    }

    @OnEachServer({Vendor.MARIADB, Vendor.POSTGRESQL})
    void runsAProgramAndTellsItOfTableAndConnections(TestServer server) throws Exception {
        String script = "env | grep ^TRANCHE_ | sort; echo inserted=2 updated=1 deleted=0";
        SyncScene scene = scene(server, "{command: [/bin/sh, -c, '" + script + "']}");
        List<String> details = new ArrayList<>();
        SyncReport report = scene.sync(event -> {
            if (event instanceof Event.Detail detail) {
                details.add(detail.text());
            }
        });
        assertEquals(2, report.tables().get(0).missing());
        assertEquals(1, report.tables().get(0).changed());
        String told = String.join("\n", details);
        assertTrue(told.contains("t: TRANCHE_TABLE=t"), told);
        assertTrue(told.contains("t: TRANCHE_SOURCE_DATABASE=" + scene.sourceName()), told);
        assertTrue(told.contains("t: TRANCHE_TARGET_DATABASE=" + scene.copyName()), told);
        String password = server.config(scene.copyName())
                .password()
                .map(secret -> secret.value())
                .orElse("");
        if (!password.isEmpty()) {
            assertTrue(told.contains("t: TRANCHE_TARGET_PASSWORD=***"), told);
        }
    }

    @OnEachServer(Vendor.MARIADB)
    void failsWhereTheProgramDoes(TestServer server) throws Exception {
        SyncReport report = scene(server, "{command: [/bin/sh, -c, 'echo first; echo no such thing >&2; exit 4']}")
                .sync();
        assertEquals(
                "The program /bin/sh for t ended with 4: first / no such thing",
                report.tables().get(0).error().orElseThrow());
        SyncReport gone = scene(server, "{command: /no/such/program}").sync();
        assertTrue(
                gone.tables().get(0).error().orElseThrow().contains("cannot be run"),
                gone.tables().toString());
    }
}
