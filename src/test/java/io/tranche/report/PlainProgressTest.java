package io.tranche.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tranche.progress.Event;
import io.tranche.progress.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainProgressTest {
    private final ManualClock clock = new ManualClock();
    private final Captured out = new Captured();

    @Test
    void printsALineATickAndOneForEachPhaseAndMessage() {
        try (PlainProgress progress = new PlainProgress(out.stream(), Verbosity.NORMAL, clock, Duration.ofDays(1))) {
            progress.on(new Event.PhaseStarted(Phase.CATALOG, -1));
            progress.on(new Event.PhaseFinished(Phase.CATALOG, 230));
            progress.on(new Event.Notice("orders has no key"));
            progress.on(new Event.Detail("SELECT 1"));
            progress.on(new Event.PhaseStarted(Phase.COPY, 100_000));
            progress.on(new Event.TableStarted(Phase.COPY, "orders", 90_000));
            clock.pass(Duration.ofSeconds(5));
            progress.on(new Event.RowsWritten(Phase.COPY, "orders", 25_000, 1));
            progress.tick();
            progress.on(new Event.TableFinished(Phase.COPY, "orders", 25_000, 5_000));
            progress.on(new Event.PhaseFinished(Phase.COPY, 65_000));
        }
        assertEquals(
                List.of(
                        "catalog: 0.2 s",
                        "note: orders has no key",
                        "copy: 25,000 of ~100,000 rows, 5,000 rows/s, 0:00:15 left (orders 25,000 of ~90,000)",
                        "copy: 25,000 rows in 1:05 min (385 rows/s)"),
                out.lines());
    }

    @Test
    void showsDetailsWhenAskedTo() {
        try (PlainProgress progress = new PlainProgress(out.stream(), Verbosity.DETAILED, clock, Duration.ofDays(1))) {
            progress.on(new Event.Detail("SELECT 1"));
        }
        assertEquals(List.of("SELECT 1"), out.lines());
    }

    @Test
    void quietShowsWarningsOnly() {
        QuietProgress progress = new QuietProgress(out.stream());
        progress.on(new Event.PhaseStarted(Phase.COPY, 1));
        progress.on(new Event.Notice("a"));
        progress.on(new Event.Warning("b"));
        progress.on(new Event.PhaseFinished(Phase.COPY, 1));
        assertEquals(List.of("warning: b"), out.lines());
    }
}
