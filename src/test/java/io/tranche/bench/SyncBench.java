package io.tranche.bench;

import io.tranche.bench.Shell.Times;
import io.tranche.config.Address;
import io.tranche.config.Vendor;
import io.tranche.testing.Relay;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One table whose rows are equal on both sides: whole {@code tranche sync} processes, by reading and by hashes, beside what
 * the server needs to look at its rows ({@code CHECKSUM TABLE}, {@code COPY} to nowhere) and beside a full copy. Then 1,000
 * rows that differ, and what their repair moves over the wire. Medians of one run, and their ratios.
 */
public final class SyncBench {
    private static final String SOURCE = "bench_sync";
    private static final String COPY = "bench_sync_copy";
    private static final int DIFFERENCES = 1_000;

    private final TestServer server;
    private final int rounds;
    private final long rows;

    private SyncBench(TestServer server, int rounds, long rows) {
        this.server = server;
        this.rounds = rounds;
        this.rows = rows;
    }

    /** @param arguments vendor, rounds, rows */
    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        Vendor vendor = Vendor.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        TestServer server = vendor == Vendor.POSTGRESQL ? Servers.dumpedPostgresql() : Servers.of(vendor);
        new SyncBench(server, Integer.parseInt(arguments[1]), Long.parseLong(arguments[2])).run();
        // the servers end with the process; their threads would keep it
        System.exit(0);
    }

    private void run() throws IOException, SQLException, InterruptedException {
        fill();
        double copy = measured(() -> {
            server.createDatabase(COPY);
            server.execute(COPY, table());
            return sync("").wall();
        });
        double merge = measured(() -> sync("--method merge").wall());
        double hash = measured(() -> sync("--method hash").wall());
        double auto = measured(() -> sync("").wall());
        double looking = measured(this::look);
        System.out.printf(
                Locale.ROOT,
                "%s, %,d equal rows: merge %.1f s, hash %.1f s, chosen %.1f s | both sides looked at by the server %.1f s"
                        + " (merge %.2f, hash %.2f times) | full copy %.1f s (merge %.2f, hash %.2f times)%n",
                server.vendor(),
                rows,
                merge,
                hash,
                auto,
                looking,
                merge / looking,
                hash / looking,
                copy,
                merge / copy,
                hash / copy);
        for (String method : List.of("hash", "merge")) {
            wire(method);
        }
    }

    private interface Work {
        double seconds() throws IOException, SQLException, InterruptedException;
    }

    private double measured(Work work) throws IOException, SQLException, InterruptedException {
        List<Double> times = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            times.add(work.seconds());
        }
        return Measured.median(times);
    }

    private Times sync(String options) throws IOException, InterruptedException {
        return Shell.measure(
                "scripts/tranche sync --read '%s' --write '%s' --quiet --signature off %s"
                        .formatted(server.url(SOURCE), server.url(COPY), options),
                Map.of());
    }

    /** One side after the other, as one server can do no more at once with these processors. */
    private double look() throws SQLException, IOException, InterruptedException {
        if (server.vendor() == Vendor.POSTGRESQL) {
            String psql = "psql -X -q '%s' -c 'COPY wide TO STDOUT' > /dev/null";
            String both = psql.formatted(server.url(SOURCE)) + " & " + psql.formatted(server.url(COPY)) + "; wait";
            return Shell.measure(both.replace("jdbc:", ""), Map.of()).wall();
        }
        long start = System.nanoTime();
        server.value(SOURCE, "CHECKSUM TABLE wide");
        server.value(COPY, "CHECKSUM TABLE wide");
        return (System.nanoTime() - start) / 1e9;
    }

    private void wire(String method) throws SQLException, IOException, InterruptedException {
        long step = rows / DIFFERENCES;
        server.execute(COPY, "UPDATE wide SET name = 'changed' WHERE MOD(id, " + step + ") = 7");
        Address address = server.config(COPY).addresses().get(0);
        try (Relay relay = Relay.to(address.port())) {
            String through = "scripts/tranche sync --read '%s' --write '%s' --quiet --signature off --method %s"
                    .formatted(through(SOURCE, relay), through(COPY, relay), method);
            double seconds = Shell.measure(through, Map.of()).wall();
            long bytes = tableBytes();
            System.out.printf(
                    Locale.ROOT,
                    "%s, %,d rows changed, --method %s: %.1f s, %,d bytes on the wire, %.2f%% of the table's %,d%n",
                    server.vendor(),
                    DIFFERENCES,
                    method,
                    seconds,
                    relay.bytes(),
                    100.0 * relay.bytes() / bytes,
                    bytes);
        }
        if (!server.value(COPY, "SELECT COUNT(*) FROM wide WHERE name = 'changed'")
                .equals("0")) {
            throw new IllegalStateException("the repair left differences");
        }
    }

    private String through(String database, Relay relay) {
        int port = server.config(database).addresses().get(0).port();
        return server.url(database).replace(":" + port, ":" + relay.port());
    }

    /** The bytes of the rows' texts, which is what a copy moves. */
    private long tableBytes() throws SQLException {
        String length = server.vendor() == Vendor.POSTGRESQL
                ? "octet_length(CAST(t.* AS text))"
                : "LENGTH(CONCAT_WS('\t', id, name, note, amount, at, more)) + 1";
        return Long.parseLong(server.value(SOURCE, "SELECT SUM(" + length + ") FROM wide t"));
    }

    private static String table() {
        return "CREATE TABLE wide (id INT PRIMARY KEY, name VARCHAR(40), note VARCHAR(200), amount DECIMAL(12, 2),"
                + " at TIMESTAMP NULL, more VARCHAR(100))";
    }

    private void fill() throws SQLException {
        server.createDatabase(SOURCE);
        String digits =
                "(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL"
                        + " SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)";
        String numbers =
                "SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d + 100000 * g.d + 1000000 * h.d AS n FROM "
                        + digits + " a, " + digits + " b, " + digits + " c, " + digits + " e, " + digits + " f, "
                        + digits
                        + " g, " + digits + " h";
        server.execute(
                SOURCE,
                table(),
                "INSERT INTO wide SELECT n, CONCAT('name ', n), CONCAT('note ', MD5(CAST(n AS CHAR(10))), REPEAT('x', 90)),"
                        + " n * 1.01, '2024-01-01 10:00:00', REPEAT('m', 60) FROM (" + numbers + ") x WHERE n < "
                        + rows + " ORDER BY n");
    }
}
