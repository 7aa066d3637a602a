package io.tranche.report;

import io.tranche.progress.Event;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** A line every few seconds, for where there is no terminal: a pipe, a file, a CI's log. Thread-safe. */
public final class PlainProgress implements Progress {
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final int TABLES_SHOWN = 3;

    private final PrintStream out;
    private final PhaseTallies tallies;
    private final Ticker ticker;

    public PlainProgress(PrintStream out, Verbosity verbosity) {
        this(out, verbosity, System::nanoTime, INTERVAL);
    }

    PlainProgress(PrintStream out, Verbosity verbosity, LongSupplier clock, Duration interval) {
        this.out = out;
        this.tallies = new PhaseTallies(verbosity, clock);
        this.ticker = new Ticker(interval, this::tick);
    }

    @Override
    public synchronized void on(Event event) {
        tallies.on(event).ifPresent(out::println);
    }

    synchronized void tick() {
        tallies.tick();
        tallies.running().forEach(tally -> out.println(line(tally)));
    }

    private static String line(PhaseTally tally) {
        StringBuilder line = new StringBuilder(tally.phase().label()).append(": ");
        line.append(Figures.count(tally.rows()));
        if (tally.expected() >= 0) {
            line.append(" of ~").append(Figures.count(tally.expected()));
        }
        line.append(" rows, ").append(Figures.count(tally.perSecond())).append(" rows/s");
        tally.secondsLeft()
                .ifPresent(left -> line.append(", ").append(Figures.clock(left)).append(" left"));
        String tables = tally.running().stream()
                .limit(TABLES_SHOWN)
                .map(Object::toString)
                .collect(Collectors.joining(", "));
        return tables.isEmpty()
                ? line.toString()
                : line.append(" (").append(tables).append(')').toString();
    }

    @Override
    public void close() {
        ticker.close();
    }
}
