package io.tranche.report;

import io.tranche.progress.Event;
import io.tranche.progress.Phase;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What a phase has done so far. Not thread-safe: its owner locks. */
final class PhaseTally {
    /** @param expected an estimate, or −1 */
    record TableTally(String table, long rows, long expected) {
        TableTally plus(long more) {
            return new TableTally(table, rows + more, expected);
        }

        /** {@code orders 45,000 of ~90,000}. */
        @Override
        public String toString() {
            return table + " " + Figures.count(rows) + (expected > rows ? " of ~" + Figures.count(expected) : "");
        }
    }

    private final Phase phase;
    private final long expectedRows;
    private final Rate rate;
    private final Map<String, TableTally> running = new LinkedHashMap<>();
    private long rows;

    PhaseTally(Phase phase, long expectedRows, long nanoseconds) {
        this.phase = phase;
        this.expectedRows = expectedRows;
        this.rate = new Rate(nanoseconds);
    }

    void started(Event.TableStarted event) {
        running.put(event.table(), new TableTally(event.table(), 0, event.expectedRows()));
    }

    /** @param more negative where a unit is taken back */
    void add(String table, long more) {
        rows += more;
        running.merge(table, new TableTally(table, more, -1), (old, added) -> old.plus(added.rows()));
    }

    void finished(Event.TableFinished event) {
        running.remove(event.table());
    }

    /** Objects are no rows: they are shown beside the tables at work until all are there. */
    void created(Event.ObjectsCreated event) {
        if (event.done() < event.total()) {
            running.put(event.sort(), new TableTally(event.sort(), event.done(), event.total()));
        } else {
            running.remove(event.sort());
        }
    }

    void tick(long nanoseconds) {
        rate.sample(nanoseconds, rows);
    }

    Phase phase() {
        return phase;
    }

    long rows() {
        return rows;
    }

    /** The estimate, or what is done already where that is more; −1 where nothing is known. */
    long expected() {
        return expectedRows < 0 ? -1 : Math.max(expectedRows, rows);
    }

    long perSecond() {
        return rate.perSecond();
    }

    OptionalLong secondsLeft() {
        return expectedRows < rows ? OptionalLong.empty() : rate.secondsFor(expectedRows - rows);
    }

    /** The tables at work, the one with the most rows first. */
    List<TableTally> running() {
        return running.values().stream()
                .sorted(Comparator.comparingLong(TableTally::rows).reversed())
                .toList();
    }

    /** {@code copy: 300,000 rows in 12.3 s (24,390 rows/s)}, or without rows {@code catalog: 0.2 s}. */
    String summary(long milliseconds) {
        String label = phase.label() + ": ";
        return rows == 0
                ? label + Figures.duration(milliseconds)
                : label + Figures.count(rows, "row") + " in " + Figures.duration(milliseconds) + " ("
                        + Figures.count(Figures.perSecond(rows, milliseconds)) + " rows/s)";
    }
}
