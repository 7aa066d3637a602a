package io.tranche.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Table;
import io.tranche.config.Vendor;
import io.tranche.dialect.Consistency;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Reader;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.Source;
import io.tranche.diff.KeyLog;
import io.tranche.diff.Pairing;
import io.tranche.diff.RowsByContent;
import io.tranche.diff.Scratch;
import io.tranche.diff.SourceRows;
import io.tranche.progress.Listener;
import io.tranche.row.LineBatch;
import io.tranche.row.LongKeys;
import io.tranche.row.TextKeys;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Differences that outgrow a tiny memory, in files and in a database. */
class ScratchIT {
    private static final int TINY = 100;

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void keysComeBackInTheirOrder(TestServer server) throws SQLException {
        server.createDatabase("scratch_keys");
        try (ScratchSpace space = new ScratchSpace(Optional.of(server.config("scratch_keys")), Listener.NONE)) {
            Scratch tiny = new Scratch(TINY, space.scratch().place());
            long[] numbers = LongStream.range(-500, 500)
                    .map(i -> i * 4_000_000_000_000_007L)
                    .toArray();
            List<byte[]> texts = IntStream.range(0, 300)
                    .mapToObj(i -> new byte[] {(byte) i, 0, (byte) (i / 2), '\n'})
                    .toList();
            try (KeyLog longs = new KeyLog(true, tiny);
                    KeyLog words = new KeyLog(false, tiny)) {
                longs.addAll(LongKeys.wrap(numbers, numbers.length));
                words.addAll(TextKeys.of(texts));
                List<Object> found = new ArrayList<>();
                longs.forEach(7, keys -> IntStream.range(0, keys.size()).forEach(i -> found.add(keys.value(i))));
                assertEquals(LongStream.of(numbers).boxed().toList(), found);
                List<Object> foundTexts = new ArrayList<>();
                words.forEach(7, keys -> IntStream.range(0, keys.size()).forEach(i -> foundTexts.add(keys.value(i))));
                TextKeys all = TextKeys.of(texts);
                assertEquals(IntStream.range(0, 300).mapToObj(all::value).toList(), foundTexts);
                assertTrue(rows(server) > 50, "they were in the database");
            }
            assertEquals(0, rows(server));
        }
    }

    private static long rows(TestServer server) throws SQLException {
        String table = server.vendor() == Vendor.POSTGRESQL ? "tranche.scratch" : "tranche_scratch";
        return Long.parseLong(server.value("scratch_keys", "SELECT COUNT(*) FROM " + table));
    }

    @OnEachServer({Vendor.MARIADB, Vendor.POSTGRESQL})
    void rowsWithoutAKeyAreFoundWhateverMemoryHolds(TestServer server) throws SQLException {
        for (String database : List.of("scratch_source", "scratch_copy")) {
            server.createDatabase(database);
            server.execute(database, "CREATE TABLE bag (v INT)");
        }
        server.execute("scratch_source", "INSERT INTO bag VALUES " + values(0, 200) + ", (1), (1)");
        server.execute("scratch_copy", "INSERT INTO bag VALUES " + values(150, 300) + ", (250)");
        Dialect dialect = Dialects.of(server.config("scratch_source"));
        try (ScratchSpace space = new ScratchSpace(Optional.of(server.config("scratch_copy")), Listener.NONE)) {
            for (Scratch.Place place :
                    List.of(Scratch.FILES.place(), space.scratch().place())) {
                check(server, dialect, new Scratch(TINY, place));
            }
        }
    }

    private static String values(int from, int to) {
        return IntStream.range(from, to).mapToObj(v -> "(" + v + ")").collect(Collectors.joining(", "));
    }

    private static void check(TestServer server, Dialect dialect, Scratch scratch) {
        try (Source source = dialect.openSource(server.config("scratch_source"), Listener.NONE);
                Source copy = dialect.openSource(server.config("scratch_copy"), Listener.NONE);
                Snapshot ofSource = source.snapshot(1, Consistency.SNAPSHOT, Optional.empty());
                Snapshot ofCopy = copy.snapshot(1, Consistency.SNAPSHOT, Optional.empty());
                Reader left = ofSource.reader();
                Reader right = ofCopy.reader()) {
            Pairing pairing = Pairing.of(dialect, bag(copy.catalog()), bag(source.catalog()), Set.of());
            try (RowsByContent rows = new RowsByContent(dialect, pairing, SourceRows.all(pairing), scratch)) {
                rows.compare(left, right);
                List<Integer> missing = new ArrayList<>();
                List<Integer> extra = new ArrayList<>();
                rows.readMissing(left, batch -> add(batch, missing));
                rows.readExtra(right, batch -> add(batch, extra));
                List<Integer> wanted =
                        new ArrayList<>(IntStream.range(0, 150).boxed().toList());
                wanted.addAll(List.of(1, 1));
                assertEquals(
                        wanted.stream().sorted().toList(),
                        missing.stream().sorted().toList());
                List<Integer> unwanted =
                        new ArrayList<>(IntStream.range(200, 300).boxed().toList());
                unwanted.add(250);
                assertEquals(
                        unwanted.stream().sorted().toList(),
                        extra.stream().sorted().toList());
                assertEquals(List.of(50L, 152L, 101L), List.of(rows.equal(), rows.missing(), rows.extra()));
            }
        }
    }

    private static Table bag(Catalog catalog) {
        return catalog.find("bag").orElseThrow();
    }

    private static void add(LineBatch batch, List<Integer> values) {
        for (int row = 0; row < batch.rows(); row++) {
            int from = batch.start(row);
            values.add(Integer.parseInt(
                    new String(batch.bytes(), from, batch.end(row) - 1 - from, StandardCharsets.US_ASCII)));
        }
    }
}
