package io.tranche.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.SourceLimits;
import io.tranche.dialect.Load;
import io.tranche.dialect.LoadProbe;
import io.tranche.progress.Event;
import io.tranche.progress.Listener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private final List<Event> events = new ArrayList<>();
    private final Listener listener = events::add;
    private long now;
    private long waited;

    private void pause(long nanoseconds) {
        waited += nanoseconds;
        now += nanoseconds;
    }

    private Throttle throttle(SourceLimits limits, LoadProbe... probes) {
        return new Throttle(limits, List.of(probes), listener, () -> now);
    }

    private static SourceLimits rate(long rows) {
        SourceLimits none = SourceLimits.NONE;
        return new SourceLimits(
                OptionalLong.of(rows),
                none.connections(),
                none.statement(),
                none.lag(),
                none.running(),
                none.snapshotAge());
    }

    private static SourceLimits load(Duration lag, int running) {
        SourceLimits none = SourceLimits.NONE;
        return new SourceLimits(
                none.rowsPerSecond(),
                none.connections(),
                none.statement(),
                Optional.of(lag),
                OptionalInt.of(running),
                none.snapshotAge());
    }

    private static LoadProbe probe(Load... loads) {
        ArrayDeque<Load> next = new ArrayDeque<>(List.of(loads));
        return new LoadProbe() {
            @Override
            public Load load() {
                return next.size() > 1 ? next.poll() : next.element();
            }

            @Override
            public void close() {
                next.clear();
            }
        };
    }

    private static Load lag(long seconds) {
        return new Load(Optional.of(Duration.ofSeconds(seconds)), OptionalInt.of(1));
    }

    @Test
    void rowsTakeTheirTimeWhateverTheBatches() {
        try (Throttle throttle = throttle(rate(1000))) {
            for (int batch = 0; batch < 10; batch++) {
                throttle.passed(500, this::pause);
            }
        }
        assertEquals(TimeUnit.SECONDS.toNanos(5), now);
    }

    @Test
    void timeInWhichNothingWasReadIsNotMadeUpFor() {
        try (Throttle throttle = throttle(rate(1000))) {
            throttle.passed(1000, this::pause);
            now += TimeUnit.MINUTES.toNanos(1);
            waited = 0;
            throttle.passed(1000, this::pause);
            assertEquals(TimeUnit.SECONDS.toNanos(1), waited);
        }
    }

    @Test
    void nothingWaitsWithoutLimits() {
        try (Throttle throttle = throttle(SourceLimits.NONE)) {
            throttle.enter(this::pause);
            throttle.passed(1_000_000, this::pause);
        }
        assertEquals(0, waited);
        assertEquals(List.of(), events);
    }

    @Test
    void readingPausesWhileAServerLags() {
        try (Throttle throttle =
                throttle(load(Duration.ofSeconds(5), 100), probe(lag(0)), probe(lag(9), lag(7), lag(6), lag(5)))) {
            throttle.enter(this::pause);
            assertEquals(TimeUnit.SECONDS.toNanos(3), waited);
            throttle.enter(this::pause);
            assertEquals(TimeUnit.SECONDS.toNanos(3), waited, "asked again within a second");
        }
        assertEquals(
                List.of(
                        new Event.Notice("Reading pauses: a server lags 9 s behind, more than --max-lag."),
                        new Event.Notice("Reading goes on.")),
                events);
    }

    @Test
    void readingPausesWhileReplicationStandsStill() {
        Load still = new Load(Optional.of(Load.ENDLESS), OptionalInt.of(1));
        try (Throttle throttle = throttle(load(Duration.ofDays(1), 100), probe(still, lag(0)))) {
            throttle.enter(this::pause);
        }
        assertEquals(
                List.of(
                        new Event.Notice(
                                "Reading pauses: the replication of a server stands still, and --max-lag is set."),
                        new Event.Notice("Reading goes on.")),
                events);
    }

    @Test
    void readingPausesWhileTheServerIsBusy() {
        Load busy = new Load(Optional.empty(), OptionalInt.of(9));
        Load idle = new Load(Optional.empty(), OptionalInt.of(8));
        try (Throttle throttle = throttle(load(Duration.ofSeconds(5), 8), probe(busy, busy, idle))) {
            throttle.enter(this::pause);
        }
        assertEquals(TimeUnit.SECONDS.toNanos(2), waited);
    }

    @Test
    void anOldSnapshotIsWarnedOfAndAgainWhenTwiceAsOld() {
        SourceLimits none = SourceLimits.NONE;
        SourceLimits age = new SourceLimits(
                none.rowsPerSecond(),
                none.connections(),
                none.statement(),
                none.lag(),
                none.running(),
                Optional.of(Duration.ofMinutes(10)));
        try (Throttle throttle = throttle(age)) {
            for (int minute = 0; minute < 25; minute++) {
                throttle.enter(this::pause);
                now += TimeUnit.MINUTES.toNanos(1);
            }
        }
        assertEquals(2, events.size());
        assertTrue(events.get(0).toString().contains("10 minutes old"), events.toString());
        assertTrue(events.get(1).toString().contains("20 minutes old"), events.toString());
    }

    @Test
    void chunksAreSmallEnoughToEndSoon() {
        try (Throttle slow = throttle(rate(100));
                Throttle faster = throttle(rate(10_000));
                Throttle watched = throttle(load(Duration.ofSeconds(1), 1))) {
            assertEquals(3_000, slow.chunk(500_000));
            assertEquals(300_000, faster.chunk(500_000));
            assertEquals(50_000, watched.chunk(500_000));
        }
    }
}
