package io.tranche.bench;

import io.tranche.bench.Shell.Times;
import io.tranche.config.Vendor;
import io.tranche.demo.DemoServer;
import io.tranche.demo.Libraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares a whole {@code tranche slice} process with the server's own means for the same rows on the same server: see
 * {@link Rival}. All are measured by turns; what is printed are medians, and ratios of medians.
 */
public final class Bench {
    private static final String TARGET = "bench_target";
    private final Vendor vendor;
    private final DemoServer server;
    private final Path folder;
    private final int rounds;

    private Bench(Vendor vendor, DemoServer server, Path folder, int rounds) {
        this.vendor = vendor;
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
            Bench bench = new Bench(vendor, server, folder, Integer.parseInt(arguments[2]));
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
            new BenchData(vendor, connection).fill(workload);
        }
        Files.writeString(folder.resolve("schema.yml"), workload.rules());
        List<Times> slices = new ArrayList<>();
        Map<Rival, List<Times>> others = new LinkedHashMap<>();
        for (Rival rival : rivals()) {
            others.put(rival, new ArrayList<>());
        }
        long rows = 0;
        for (int round = 0; round < rounds; round++) {
            slices.add(slice(workload));
            rows = count(workload);
            for (Map.Entry<Rival, List<Times>> other : others.entrySet()) {
                newTarget();
                other.getValue().add(other.getKey().run(workload, TARGET));
                requireSame(rows, count(workload));
            }
        }
        print(workload, rows, slices, others);
    }

    private List<Rival> rivals() throws IOException {
        if (vendor == Vendor.POSTGRESQL) {
            return List.of(new CopyPipe(server));
        }
        List<Rival> rivals = new ArrayList<>(List.of(new InsertSelect(server)));
        DumpTool.of(server).ifPresent(rivals::add);
        return rivals;
    }

    private Times slice(Workload workload) throws SQLException, IOException, InterruptedException {
        newTarget();
        String command = "scripts/tranche slice --read '%s' --write '%s' --schema-file '%s' --copy-schema --quiet"
                .formatted(server.url(workload.database()), server.url(TARGET), folder.resolve("schema.yml"));
        return Shell.measure(command, Map.of("TRANCHE_JAVA_OPTS", javaOptions()));
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

    private static void print(Workload workload, long rows, List<Times> slices, Map<Rival, List<Times>> others) {
        double slice = median(slices.stream().map(Times::wall).toList());
        double cpu = median(slices.stream().map(Times::cpu).toList());
        System.out.printf(
                Locale.ROOT,
                "%-10s %,10d rows | tranche slice %6.2f s (its CPU %.2f s)",
                workload.name(),
                rows,
                slice,
                cpu);
        others.forEach((rival, times) -> {
            double other = median(times.stream().map(Times::wall).toList());
            System.out.printf(Locale.ROOT, " | %s %6.2f s, ratio %.2f", rival.name(), other, slice / other);
        });
        System.out.println();
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
