package io.tranche.report;

import io.tranche.progress.Event;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Live bars: one a phase under way, with the tables at work below it; finished phases, notices and warnings stay above.
 * Thread-safe.
 */
public final class TerminalProgress implements Progress {
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final String TABLES_INDENT = "         ";

    /** What the terminal can show. */
    public enum Charset {
        UNICODE(ProgressBarStyle.UNICODE_BLOCK),
        ASCII(ProgressBarStyle.ASCII);

        private final ProgressBarStyle style;

        Charset(ProgressBarStyle style) {
            this.style = style;
        }
    }

    /** @param width columns, asked for at every drawing: a terminal may be resized */
    public record Screen(IntSupplier width, Charset charset) {}

    private final LiveLines live;
    private final Screen screen;
    private final PhaseTallies tallies;
    private final Map<PhaseTally, PhaseBar> bars = new HashMap<>();
    private final Ticker ticker;
    private boolean shown = true;

    public TerminalProgress(PrintStream out, Verbosity verbosity, Screen screen) {
        this(out, verbosity, screen, System::nanoTime, INTERVAL);
    }

    TerminalProgress(PrintStream out, Verbosity verbosity, Screen screen, LongSupplier clock, Duration interval) {
        this.live = new LiveLines(out);
        this.screen = screen;
        this.tallies = new PhaseTallies(verbosity, clock);
        this.ticker = new Ticker(interval, this::tick);
    }

    @Override
    public synchronized void on(Event event) {
        tallies.on(event).ifPresent(line -> live.draw(List.of(line), lines()));
    }

    synchronized void tick() {
        tallies.tick();
        live.draw(List.of(), lines());
    }

    private List<String> lines() {
        if (!shown) {
            return List.of();
        }
        // A terminal wraps a line that fills it, and the next drawing would then be a line off.
        int columns = Math.max(1, screen.width().getAsInt() - 1);
        List<String> lines = new ArrayList<>();
        bars.keySet().retainAll(tallies.running());
        for (PhaseTally tally : tallies.running()) {
            lines.add(bars.computeIfAbsent(tally, started -> new PhaseBar(started, screen.charset().style))
                    .draw(columns));
            if (!tally.running().isEmpty()) {
                lines.add(tables(tally.running(), columns));
            }
        }
        return lines;
    }

    /** As many as there is room for, then how many more. */
    private static String tables(List<PhaseTally.TableTally> running, int columns) {
        StringBuilder line = new StringBuilder(TABLES_INDENT);
        for (int i = 0; i < running.size(); i++) {
            String more = i == running.size() - 1 ? "" : ", +" + (running.size() - i - 1);
            String next = (i == 0 ? "" : ", ") + running.get(i);
            if (i > 0 && line.length() + next.length() + more.length() > columns) {
                line.append(", +").append(running.size() - i);
                break;
            }
            line.append(next);
        }
        return line.length() > columns ? line.substring(0, columns) : line.toString();
    }

    @Override
    public synchronized void pause() {
        shown = false;
        live.draw(List.of(), List.of());
    }

    @Override
    public synchronized void resume() {
        shown = true;
    }

    @Override
    public void close() {
        ticker.close();
        pause();
    }
}
