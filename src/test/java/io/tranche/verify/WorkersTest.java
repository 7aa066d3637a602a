package io.tranche.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Table;
import io.tranche.dialect.Ascent;
import io.tranche.dialect.Asked;
import io.tranche.dialect.KeyRange;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.SqlFailure;
import io.tranche.diff.Side;
import io.tranche.error.Interruption;
import io.tranche.error.RunFailure;
import io.tranche.row.BatchHandler;
import io.tranche.row.KeyBatch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void givesResultsInTheOrderOfTheWork() {
        List<Workers.Work<Integer>> work = new ArrayList<>();
        IntStream.range(0, 200).forEach(i -> work.add(desk -> i));

        assertEquals(IntStream.range(0, 200).boxed().toList(), new Workers(4).run(work));
    }

    @Test
    void aFailureStopsTheServersOfTheOthersAndCarriesTheirFailures() {
        RunFailure first = new RunFailure("the first");
        StuckReader stuck = new StuckReader();
        Side side = new Side("dev", new Catalog("dev", "", Map.of(), List.of(), List.of()), new OneReader(stuck));
        CountDownLatch reading = new CountDownLatch(1);
        List<Workers.Work<Long>> work = List.of(
                desk -> {
                    try (Workers.Loan loan = desk.borrow(side)) {
                        reading.countDown();
                        return loan.reader().read(null, null);
                    }
                },
                desk -> {
                    await(reading);
                    throw first;
                });

        RunFailure thrown = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThrows(RunFailure.class, () -> new Workers(2).run(work)));

        assertSame(first, thrown);
        assertEquals(
                List.of("cancelled"),
                Arrays.stream(thrown.getSuppressed()).map(Throwable::getMessage).toList());
        assertTrue(stuck.closed);
    }

    @Test
    void anInterruptStopsTheServersToo() throws InterruptedException {
        StuckReader stuck = new StuckReader();
        Side side = new Side("dev", new Catalog("dev", "", Map.of(), List.of(), List.of()), new OneReader(stuck));
        List<Throwable> thrown = new ArrayList<>();
        CountDownLatch reading = new CountDownLatch(1);
        Thread user =
                new Thread(() -> thrown.add(assertThrows(Interruption.class, () -> new Workers(1).run(List.of(desk -> {
                    try (Workers.Loan loan = desk.borrow(side)) {
                        reading.countDown();
                        return loan.reader().read(null, null);
                    }
                })))));
        user.start();
        reading.await();
        user.interrupt();
        user.join(20_000);

        assertEquals(1, thrown.size());
        assertTrue(stuck.cancelled.getCount() == 0);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record OneReader(Reader reader) implements Snapshot {
        @Override
        public String description() {
            return "";
        }

        @Override
        public String position() {
            return "";
        }

        @Override
        public java.util.Optional<String> sharedPosition() {
            return java.util.Optional.empty();
        }

        @Override
        public List<io.tranche.catalog.TableName> changed() {
            return List.of();
        }

        @Override
        public String now() {
            return "";
        }

        @Override
        public int readers() {
            return 1;
        }

        @Override
        public void close() {
            reader.close();
        }
    }

    /** Reads until it is cancelled, whatever happens to its thread, as a driver does. */
    private static final class StuckReader implements Reader {
        private final CountDownLatch cancelled = new CountDownLatch(1);
        private volatile boolean closed;

        @Override
        public long read(Query query, BatchHandler handler) {
            while (true) {
                try {
                    cancelled.await();
                    throw new SqlFailure(SqlFailure.Kind.OTHER, "cancelled", new SQLException());
                } catch (InterruptedException e) {
                    // a socket read would not notice either
                    continue;
                }
            }
        }

        @Override
        public long readMatching(Query query, Asked asked, BatchHandler handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long readAbove(Query query, Asked asked, Ascent ascent, BatchHandler handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public KeyBatch lookup(Query query, Asked asked, BatchHandler handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<KeyRange> split(Table table, long rows) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<KeyRange> chunks(Query query, long rows) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<String> rejection(Query query) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<List<String>> rows(String sql) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<String> hashFunctions() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<List<String>> sums(Query query, String bucket, String hash) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void cancel() {
            cancelled.countDown();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
