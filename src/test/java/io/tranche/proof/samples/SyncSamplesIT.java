package io.tranche.proof.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tranche.config.Vendor;
import io.tranche.progress.Listener;
import io.tranche.proof.site.PlainRows;
import io.tranche.proof.site.Sql;
import io.tranche.report.SyncReport;
import io.tranche.run.DiffRun;
import io.tranche.run.DifferenceOutput;
import io.tranche.run.Surroundings;
import io.tranche.run.SyncRequest;
import io.tranche.run.SyncRun;
import io.tranche.testing.Servers;
import io.tranche.testing.SyncRequests;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Sample databases and copies of them that have drifted: exactly what differs is told, and repaired. */
class SyncSamplesIT {
    private static final String COPY = "sample_copy";

    private static final long MANY = 1_000;

    private static final Map<Vendor, List<String>> SAMPLES = Map.of(
            Vendor.MARIADB, List.of("sakila", "chinook"),
            Vendor.MYSQL, List.of("sakila", "northwind"),
            Vendor.POSTGRESQL, List.of("pagila", "northwind"));

    @TempDir
    Path folder;

    /** Rows of one table that differ. */
    private record Drift(long equal, long missing, long extra, long changed) {}

    @TestFactory
    Stream<DynamicTest> copiesThatHaveDriftedAreBroughtIntoStep() {
        return SAMPLES.entrySet().stream()
                .flatMap(entry -> Servers.each(entry.getKey()).flatMap(server -> entry.getValue().stream()
                        .filter(name -> isThere(name, server.vendor()))
                        .map(name -> DynamicTest.dynamicTest(
                                name + " on " + server, () -> new Pair(server, name).check()))));
    }

    private static boolean isThere(String name, Vendor vendor) {
        if (!Sample.isThere(name, vendor)) {
            System.err.println(
                    "\n##### SKIPPED: the sample database " + name + " of " + vendor + " is not in ../shared/data\n");
            return false;
        }
        return true;
    }

    /** A sample on a server, and its copy. */
    private final class Pair {
        private final TestServer server;
        private final Sample sample;
        private final Sql sql;
        private final PlainRows rows;

        Pair(TestServer server, String name) throws SQLException, IOException {
            this.server = server;
            this.sample = Sample.load(server, name);
            this.sql = Sql.of(server.vendor());
            this.rows = new PlainRows(server);
        }

        void check() throws SQLException {
            server.createDatabase(COPY);
            SyncReport copied = new SyncRun(request(), surroundings()).run();
            assertFalse(copied.hasFailures(), copied.toString());
            assertEqualRows("copied");
            long seed = Long.getLong("tranche.test.seed", System.nanoTime());
            drift(new Random(seed));
            Map<String, Drift> expected = drifts();

            assertEquals(expected, told(new DiffRun(request(), surroundings()).run(DifferenceOutput.NONE)), "" + seed);
            assertEquals(written(expected), told(new SyncRun(request(), surroundings()).run()), "seed " + seed);
            assertEqualRows("seed " + seed);
        }

        /** A table without a key, of which many rows go, is written whole. */
        private Map<String, Drift> written(Map<String, Drift> expected) {
            Map<String, Drift> written = new TreeMap<>(expected);
            written.replaceAll((table, drift) -> sample.keys().get(table).isEmpty() && drift.extra() > MANY
                    ? new Drift(0, drift.equal() + drift.missing(), drift.equal() + drift.extra(), 0)
                    : drift);
            return written;
        }

        private SyncRequest request() {
            return SyncRequests.of(server.url(sample.database()), server.url(COPY));
        }

        private Surroundings surroundings() {
            return new Surroundings(Map.of(), folder, Listener.NONE, (lines, question) -> Optional.empty());
        }

        /** Rows of the source go too, so that the copy has some that are extra. */
        private void drift(Random random) throws SQLException {
            Map<String, List<String>> nullable = nullable();
            List<String> inSource = new ArrayList<>();
            List<String> inCopy = new ArrayList<>();
            sample.keys().forEach((table, key) -> {
                inSource.add("DELETE FROM " + sql.quote(table) + " WHERE " + share(table, key, random, 23));
                inCopy.add("DELETE FROM " + sql.quote(table) + " WHERE " + share(table, key, random, 17));
                List<String> columns = nullable.getOrDefault(table, List.of());
                if (!columns.isEmpty()) {
                    String column = columns.get(random.nextInt(columns.size()));
                    inCopy.add("UPDATE " + sql.quote(table) + " SET " + sql.quote(column) + " = NULL WHERE "
                            + share(table, key, random, 11));
                }
            });
            run(sample.database(), inSource);
            run(COPY, inCopy);
        }

        private void run(String database, List<String> statements) throws SQLException {
            try (Connection connection = server.connection(database);
                    Statement statement = connection.createStatement()) {
                for (String text : sql.session()) {
                    statement.execute(text);
                }
                for (String text : statements) {
                    statement.execute(text);
                }
            }
        }

        /** Columns that may be NULL, by table. */
        private Map<String, List<String>> nullable() throws SQLException {
            String condition = server.vendor() == Vendor.POSTGRESQL
                    ? "table_schema = 'public' AND is_generated = 'NEVER'"
                    : "table_schema = DATABASE() AND COALESCE(generation_expression, '') = ''";
            Map<String, List<String>> columns = new HashMap<>();
            for (String name : rows.column(
                    sample.database(),
                    "SELECT CONCAT(table_name, ' ', column_name) FROM information_schema.columns"
                            + " WHERE is_nullable = 'YES' AND " + condition + " ORDER BY 1")) {
                int blank = name.indexOf(' ');
                columns.computeIfAbsent(name.substring(0, blank), table -> new ArrayList<>())
                        .add(name.substring(blank + 1));
            }
            return columns;
        }

        /** One row in so many, by chance. */
        private String share(String table, List<String> key, Random random, int divisor) {
            List<String> columns = key.isEmpty() ? List.of(firstColumn(table)) : key;
            return "ASCII(MD5(CONCAT("
                    + columns.stream().map(sql::quote).collect(Collectors.joining(", ")) + ", '"
                    + random.nextInt(1_000_000) + "'))) * 7 % " + divisor + " = " + random.nextInt(divisor);
        }

        private String firstColumn(String table) {
            String schema = server.vendor() == Vendor.POSTGRESQL ? "'public'" : "DATABASE()";
            try {
                return server.value(
                        sample.database(),
                        "SELECT column_name FROM information_schema.columns WHERE table_schema = " + schema
                                + " AND table_name = '" + table + "' AND ordinal_position = 1");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private Map<String, Drift> told(SyncReport report) {
            assertFalse(report.hasFailures(), report.toString());
            Map<String, Drift> told = new TreeMap<>();
            report.tables()
                    .forEach(line -> told.put(
                            line.table(), new Drift(line.equal(), line.missing(), line.extra(), line.changed())));
            return told;
        }

        private Map<String, Drift> drifts() throws SQLException {
            Map<String, Drift> drifts = new TreeMap<>();
            for (Map.Entry<String, List<String>> table : sample.keys().entrySet()) {
                Map<String, List<String>> source = byKey(sample.database(), table);
                Map<String, List<String>> copy = byKey(COPY, table);
                drifts.put(table.getKey(), drift(source, copy));
            }
            return drifts;
        }

        /** Rows without a key have their content for one, which can occur several times. */
        private Map<String, List<String>> byKey(String database, Map.Entry<String, List<String>> table)
                throws SQLException {
            int fields = table.getValue().size();
            String key = table.getValue().stream()
                    .map(column -> sql.quote(column) + ", ")
                    .collect(Collectors.joining());
            Map<String, List<String>> byKey = new HashMap<>();
            for (String row : rows.query(database, "SELECT " + key + "t.* FROM " + sql.quote(table.getKey()) + " t")) {
                String[] parts = row.split(" ", fields + 1);
                String name =
                        fields == 0 ? row : String.join(" ", List.of(parts).subList(0, fields));
                byKey.computeIfAbsent(name, unseen -> new ArrayList<>()).add(row);
            }
            return byKey;
        }

        private static Drift drift(Map<String, List<String>> source, Map<String, List<String>> copy) {
            long equal = 0;
            long missing = 0;
            long extra = 0;
            long changed = 0;
            for (Map.Entry<String, List<String>> row : source.entrySet()) {
                List<String> other = copy.getOrDefault(row.getKey(), List.of());
                int both = Math.min(row.getValue().size(), other.size());
                boolean same = both > 0 && row.getValue().get(0).equals(other.get(0));
                equal += same ? both : 0;
                changed += same ? 0 : both;
                missing += row.getValue().size() - both;
                extra += other.size() - both;
            }
            for (Map.Entry<String, List<String>> row : copy.entrySet()) {
                extra += source.containsKey(row.getKey()) ? 0 : row.getValue().size();
            }
            return new Drift(equal, missing, extra, changed);
        }

        private void assertEqualRows(String message) throws SQLException {
            for (String table : sample.keys().keySet()) {
                assertEquals(sorted(sample.database(), table), sorted(COPY, table), message + ": " + table);
            }
        }

        private List<String> sorted(String database, String table) throws SQLException {
            return rows.all(database, table).stream().sorted().toList();
        }
    }
}
