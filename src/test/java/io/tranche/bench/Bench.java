package io.tranche.bench;

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
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Compares a whole {@code tranche slice} process with the server's own means for the same rows on the same server: see
 * {@link Match} and {@link Rival}. Both sides are measured by turns, and each is first in every other round: the server may
 * still write what came before. What is printed are medians, and ratios of medians.
 */
public final class Bench {
    private static final String TARGET = "bench_target";
    private final Vendor vendor;
    private final DemoServer server;
    private final Path folder;
    private final Optional<BenchRedis> redis;
    private final int rounds;

    private Bench(Vendor vendor, DemoServer server, Path folder, Optional<BenchRedis> redis, int rounds) {
        this.vendor = vendor;
        this.server = server;
        this.folder = folder;
        this.redis = redis;
        this.rounds = rounds;
    }

    /** @param arguments vendor, workload or {@code all}, rounds */
    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        Vendor vendor = Vendor.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        List<Match> matches = Match.ALL.stream()
                .filter(match -> arguments[1].equals("all") || arguments[1].equals(match.name()))
                .filter(match -> match.suits(vendor))
                .toList();
        if (matches.isEmpty()) {
            throw new IllegalArgumentException("there is no workload " + arguments[1]);
        }
        Optional<BenchRedis> redis =
                matches.stream().anyMatch(Match::needsRedis) ? BenchRedis.start() : Optional.empty();
        Path folder = Files.createTempDirectory("tranche-bench-");
        try (DemoServer server =
                DemoServer.start(vendor, Libraries.of(Path.of("target", "demo-lib")), DemoServer.Settings.DEFAULTS)) {
            Bench bench = new Bench(vendor, server, folder, redis, Integer.parseInt(arguments[2]));
            System.out.println(server.version() + " at its defaults, " + bench.rounds
                    + " rounds by turns, medians; tranche with " + Slice.JAVA_OPTIONS
                    + "; CPU is that of client and servers");
            bench.run(matches.stream()
                    .filter(match -> redis.isPresent() || !match.needsRedis())
                    .toList());
        } finally {
            redis.ifPresent(BenchRedis::close);
            Files.deleteIfExists(folder.resolve("config.yml"));
            Files.deleteIfExists(folder.resolve("schema.yml"));
            Files.deleteIfExists(folder);
        }
    }

    /** Matches over the same data follow each other, so that it is made once, and need not stay. */
    private void run(List<Match> matches) throws IOException, SQLException, InterruptedException {
        String filled = "";
        for (Match match : matches) {
            String database = match.slice().database();
            if (!database.equals(filled)) {
                drop(filled);
                fill(match.slice());
                filled = database;
            }
            run(match);
        }
    }

    private void fill(Workload workload) throws SQLException {
        server.createDatabase(workload.database());
        try (Connection connection = server.connect(workload.database());
                Statement statement = connection.createStatement()) {
            workload.data().fill(connection, vendor);
            for (Part part : workload.parts()) {
                statement.execute((vendor == Vendor.POSTGRESQL ? "VACUUM ANALYZE " : "ANALYZE TABLE ") + part.table());
            }
        }
    }

    private void run(Match match) throws IOException, SQLException, InterruptedException {
        Measured slice = new Measured(new Slice(server, folder, redis), match.slice());
        List<Measured> all = new ArrayList<>(List.of(slice));
        rivals(match).forEach(rival -> all.add(new Measured(rival, match.other())));
        List<Measured> turns = new ArrayList<>(all);
        for (int round = 0; round < rounds; round++) {
            for (Measured side : turns) {
                drop(TARGET);
                server.createDatabase(TARGET);
                side.run(TARGET);
                requireComplete(side);
            }
            Collections.reverse(turns);
        }
        print(slice, all.subList(1, all.size()));
    }

    private List<Rival> rivals(Match match) throws IOException, InterruptedException {
        if (match.against() == Match.Against.SLICE) {
            return List.of(new Slice(server, folder, redis));
        }
        if (vendor == Vendor.POSTGRESQL) {
            return List.of(new CopyPipe(server));
        }
        List<Rival> rivals = new ArrayList<>(List.of(new InsertSelect(new Sessions(vendor, server))));
        if (match.other().parts().stream().noneMatch(Part::asksOtherRows)) {
            DumpTool.of(vendor, server).ifPresent(rivals::add);
        }
        return rivals;
    }

    private void drop(String database) throws SQLException {
        if (!database.isEmpty()) {
            try (Connection connection = server.connect("");
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP DATABASE IF EXISTS " + database);
            }
        }
    }

    /** Whether the target holds as many rows of each table as the source says there are. */
    private void requireComplete(Measured side) throws SQLException {
        for (Part part : side.workload().parts()) {
            long wanted = number(side.workload().database(), part.count());
            long found = number(TARGET, "SELECT COUNT(*) FROM " + part.table());
            if (wanted != found) {
                throw new IllegalStateException(
                        "%s: of %d rows of %s %d are there".formatted(side.name(), wanted, part.table(), found));
            }
        }
    }

    private long number(String database, String query) throws SQLException {
        try (Connection connection = new Sessions(vendor, server).open(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void print(Measured slice, List<Measured> others) {
        System.out.printf(
                Locale.ROOT,
                "%-10s tranche slice %6.2f s, CPU %.2f + %.2f s",
                slice.name(),
                slice.wall(),
                slice.clientCpu(),
                slice.serverCpu());
        for (Measured other : others) {
            System.out.printf(
                    Locale.ROOT,
                    " | %s %.2f s, CPU %.2f + %.2f s: ratio %.2f, of CPU %.2f",
                    other.name(),
                    other.wall(),
                    other.clientCpu(),
                    other.serverCpu(),
                    slice.wall() / other.wall(),
                    slice.cpu() / other.cpu());
        }
        System.out.println();
    }
}
