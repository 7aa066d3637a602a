package io.tranche.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.progress.Event;
import io.tranche.progress.Phase;
import io.tranche.report.TerminalProgress.Charset;
import io.tranche.report.TerminalProgress.Screen;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
    private static final Duration NEVER = Duration.ofDays(1);

    private final ManualClock clock = new ManualClock();
    private final Captured out = new Captured();
    private int width = 100;
    private final TerminalProgress progress =
            new TerminalProgress(out.stream(), Verbosity.NORMAL, new Screen(() -> width, Charset.ASCII), clock, NEVER);

    @AfterEach
    void close() {
        progress.close();
    }

    @Test
    void showsShareRowsSpeedAndRemainingTime() {
        copyHalf();
        String bar = screen().get(0);
        assertTrue(bar.startsWith("copy      50% [==="), bar);
        assertTrue(bar.contains("] 500,000/~1.00M rows ("), bar);
        assertTrue(bar.endsWith("/ 0:00:10 left) 50,000/s"), bar);
    }

    @Test
    void namesTheTablesAtWorkTheBiggestFirst() {
        copyHalf();
        assertEquals("         orders 400,000 of ~700,000, cities 100,000", screen().get(1));
    }

    @Test
    void keepsEveryLineWithinTheTerminal() {
        for (int columns : new int[] {20, 40, 60, 80, 132, 200}) {
            width = columns;
            copyHalf();
            for (String line : progressLines()) {
                assertTrue(line.length() < columns, columns + " columns: " + line);
            }
        }
    }

    @Test
    void saysHowManyTablesHaveNoRoom() {
        width = 40;
        progress.on(new Event.PhaseStarted(Phase.COPY, 1000));
        for (String table : List.of("orders", "order_items", "customers", "addresses")) {
            progress.on(new Event.TableStarted(Phase.COPY, table, -1));
        }
        progress.tick();
        assertEquals("         orders 0, order_items 0, +2", screen().get(1));
    }

    @Test
    void leavesOneLineForAFinishedPhase() {
        copyHalf();
        progress.on(new Event.PhaseFinished(Phase.COPY, 10_000));
        progress.tick();
        assertEquals(List.of("copy: 500,000 rows in 10.0 s (50,000 rows/s)"), screen());
    }

    @Test
    void putsWarningsAboveTheBar() {
        copyHalf();
        progress.on(new Event.Warning("the disk is nearly full"));
        List<String> screen = screen();
        assertEquals("warning: the disk is nearly full", screen.get(0));
        assertTrue(screen.get(1).startsWith("copy "), screen.get(1));
        assertEquals(3, screen.size());
    }

    @Test
    void takesRowsBackWhenAUnitIsRetried() {
        copyHalf();
        progress.on(new Event.UnitRetried(Phase.COPY, "orders", 100_000, "deadlock"));
        progress.tick();
        List<String> screen = screen();
        assertEquals("retrying orders: deadlock", screen.get(0));
        assertTrue(screen.get(1).contains(" 400,000/~1.00M rows"), screen.get(1));
    }

    @Test
    void leavesTheScreenToAQuestionAndComesBack() {
        copyHalf();
        progress.pause();
        assertEquals(List.of(), screen());
        progress.tick();
        assertEquals(List.of(), screen());
        progress.resume();
        progress.tick();
        assertEquals(2, screen().size());
    }

    @Test
    void leavesNoBarBehind() {
        copyHalf();
        progress.close();
        assertEquals(List.of(), screen());
    }

    @Test
    void movesOnWhereTheNumberOfRowsIsUnknown() {
        progress.on(new Event.PhaseStarted(Phase.TRAVERSE, -1));
        clock.pass(Duration.ofSeconds(1));
        progress.on(new Event.RowsWritten(Phase.TRAVERSE, "users", 1234, 99));
        progress.tick();
        String bar = screen().get(0);
        assertTrue(bar.startsWith("traverse      ["), bar);
        assertTrue(bar.contains("] 1,234 rows ("), bar);
        assertTrue(bar.endsWith("/ ?) 1,234/s"), bar);
    }

    @Test
    void neverSaysThatAnUnfinishedPhaseIsDone() {
        progress.on(new Event.PhaseStarted(Phase.COPY, 10));
        progress.on(new Event.RowsWritten(Phase.COPY, "users", 50, 99));
        progress.tick();
        assertTrue(screen().get(0).startsWith("copy      99% ["), screen().get(0));
    }

    @Test
    void showsPhasesThatOverlapEachOnItsLine() {
        progress.on(new Event.PhaseStarted(Phase.COPY, 10));
        progress.on(new Event.PhaseStarted(Phase.TRAVERSE, 10));
        progress.tick();
        assertTrue(screen().get(0).startsWith("copy "));
        assertTrue(screen().get(1).startsWith("traverse "));
    }

    private void copyHalf() {
        progress.on(new Event.PhaseStarted(Phase.COPY, 1_000_000));
        progress.on(new Event.TableStarted(Phase.COPY, "cities", 50_000));
        progress.on(new Event.TableStarted(Phase.COPY, "orders", 700_000));
        clock.pass(Duration.ofSeconds(10));
        progress.on(new Event.RowsWritten(Phase.COPY, "cities", 100_000, 1));
        progress.on(new Event.RowsWritten(Phase.COPY, "orders", 400_000, 1));
        progress.tick();
    }

    private List<String> screen() {
        return FakeScreen.after(out.text(), width);
    }

    /** Every line ever sent, without control sequences. */
    private List<String> progressLines() {
        List<String> lines = out.lines();
        return lines.subList(Math.max(0, lines.size() - 2), lines.size()).stream()
                .map(line -> line.replaceAll("\u001b\\[\\d*[A-Z]|\r", ""))
                .toList();
    }
}
