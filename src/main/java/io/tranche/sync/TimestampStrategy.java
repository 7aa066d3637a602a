package io.tranche.sync;

import io.tranche.catalog.Column;
import io.tranche.config.SyncStrategy.Method;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.KeyRange;
import io.tranche.dialect.Query;
import io.tranche.diff.ComparedLines;
import io.tranche.diff.DifferenceKind;
import io.tranche.diff.Differences;
import io.tranche.diff.Pairing;
import io.tranche.diff.TableDifference;
import io.tranche.error.RunFailure;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Takes rows whose time is that of the last run or a later one, or that have no time. The keys of both sides are compared
 * whole, which finds rows that are missing or extra, whatever their time.
 *
 * <p>The next run begins at the newest time, less what transactions that are still open may write ({@link Horizon}), less the
 * overlap. The column's own clock is the measure, whatever zone it is in.
 */
public final class TimestampStrategy implements Strategy {
    private static final long ROWS_PER_RANGE = 200_000;

    /** Rows that are read in the order of their times, and that are written together at most. */
    private static final long ROWS_PER_PAGE = 10_000;

    /** What a mark must gain to be written down where nothing else is. */
    private static final Duration WORTH_WRITING = Duration.ofMinutes(1);

    private final String column;
    private final Duration overlap;
    private final Watermarks marks;
    private final Horizon horizon;

    /** @param column as written */
    public TimestampStrategy(String column, Duration overlap, Watermarks marks, Horizon horizon) {
        this.column = column;
        this.overlap = overlap;
        this.marks = marks;
        this.horizon = horizon;
    }

    @Override
    public String name() {
        return "timestamp";
    }

    /** Why a table cannot be kept in step by this column; empty if it can. */
    public static Optional<String> obstacle(Dialect dialect, Pairing pairing, String column) {
        Optional<Column> found = pairing.source().column(column);
        if (found.isEmpty()) {
            return Optional.of("has no column " + column);
        }
        if (!dialect.isTime(found.get())) {
            return Optional.of(
                    "has " + column + " as " + found.get().type().full() + ", which is no date with a time of day");
        }
        if (pairing.key().isEmpty()) {
            return Optional.of("has no key that tells its rows apart on both sides");
        }
        int index = pairing.sourceColumns().indexOf(found.get());
        if (index < 0
                || pairing.masks().containsKey(pairing.columns().get(index).name())) {
            return Optional.of("has " + column + " masked, or not in the target as it is in the source");
        }
        return Optional.empty();
    }

    @Override
    public boolean cheaperThanHashing() {
        return true;
    }

    @Override
    public Changes find(TableTask task, Station station) {
        Pairing pairing = task.pairing();
        obstacle(task.dialect(), pairing, column).ifPresent(reason -> {
            throw new RunFailure(task.name() + " " + reason + ". Use another strategy than `timestamp`.");
        });
        Column time = pairing.source().columnOf(column);
        Times times = new Times(task.dialect(), pairing.source(), time);
        tellOfRowsWithoutTime(task, station, times);
        Optional<LocalDateTime> last = marks.of(pairing.target().name(), time.name());
        Optional<LocalDateTime> next = times.newest(station.source()).map(newest -> newest.minus(horizon.reach()));
        Changes changes = last.isEmpty()
                ? new NotedChanges(
                        new ChecksumStrategy(Method.AUTO, OptionalInt.empty()).find(task, station),
                        "all rows, as this is the first run by " + time.name())
                : new NotedChanges(
                        since(last.get(), next, times, task, station),
                        "all keys, and rows whose " + time.name() + " is not before "
                                + last.get().minus(overlap));
        return marked(changes, time, last, next, pairing);
    }

    private static void tellOfRowsWithoutTime(TableTask task, Station station, Times times) {
        long rows = times.rowsWithout(station.source());
        if (rows > 0) {
            task.listener()
                    .notice(task.name() + ": " + rows + " rows have no " + times.column()
                            + "; they are compared in each run.");
        }
    }

    /**
     * Keys are compared whole; of rows that both sides have, only those from the mark's overlap on, in the order of their times,
     * so that the mark can follow with each part that is written.
     */
    private Changes since(
            LocalDateTime last, Optional<LocalDateTime> next, Times times, TableTask task, Station station) {
        Pairing pairing = task.pairing();
        ComparedLines lines = new ComparedLines(task.dialect(), pairing);
        Differences found = keys(task, station);
        ChangedRows changed = new ChangedRows(lines, found, station.target());
        changed.read(station.source(), lines.source().where(times.none()));
        List<KeyedChanges.Stop> stops = new ArrayList<>();
        LocalDateTime from = last.minus(overlap);
        for (Optional<LocalDateTime> to = times.after(station.source(), from, ROWS_PER_PAGE);
                to.isPresent();
                to = times.after(station.source(), from, ROWS_PER_PAGE)) {
            changed.read(station.source(), page(lines, times, from).where("NOT (" + times.notBefore(to.get()) + ")"));
            stop(to.get(), last, next, found, pairing, times.column()).ifPresent(stop -> {
                stops.removeIf(earlier -> earlier.rows() == stop.rows());
                stops.add(stop);
            });
            from = to.get();
        }
        changed.read(station.source(), page(lines, times, from));
        return new KeyedChanges(task.dialect(), pairing, lines, found, stops);
    }

    private static Query page(ComparedLines lines, Times times, LocalDateTime from) {
        return lines.source().where("NOT (" + times.none() + ")").where(times.notBefore(from));
    }

    /** All rows before a time are in step once those that were found so far are written. */
    private Optional<KeyedChanges.Stop> stop(
            LocalDateTime reached,
            LocalDateTime last,
            Optional<LocalDateTime> next,
            Differences found,
            Pairing pairing,
            String timeColumn) {
        if (!reached.isAfter(last)
                || next.filter(reached::isBefore).isEmpty()
                || found.count(DifferenceKind.CHANGED) == 0) {
            return Optional.empty();
        }
        return Optional.of(new KeyedChanges.Stop(
                found.count(DifferenceKind.CHANGED),
                writing -> marks.record(writing.session(), pairing.target().name(), timeColumn, reached)));
    }

    private static Differences keys(TableTask task, Station station) {
        Pairing keys = task.pairing().keyAlone();
        TableDifference difference = new TableDifference(
                task.dialect(),
                new ComparedLines(task.dialect(), keys),
                keys,
                task.options().scratch());
        List<Function<Station, KeyRange>> parts = new ArrayList<>();
        for (KeyRange range : difference.ranges(station.source(), ROWS_PER_RANGE)) {
            parts.add(worker -> {
                difference.merge(range, worker.source(), worker.target());
                return range;
            });
        }
        task.inParallel(station, parts);
        return difference.conclude(station.source(), station.target());
    }

    private Changes marked(
            Changes changes, Column time, Optional<LocalDateTime> last, Optional<LocalDateTime> next, Pairing pairing) {
        if (next.isEmpty() || last.isPresent() && !next.get().isAfter(last.get())) {
            return changes;
        }
        boolean worthWriting = last.isEmpty() || next.get().isAfter(last.get().plus(WORTH_WRITING));
        return new MarkedChanges(
                changes,
                worthWriting ? MarkedChanges.When.ALWAYS : MarkedChanges.When.WITH_ROWS,
                writing -> marks.record(writing.session(), pairing.target().name(), time.name(), next.get()));
    }
}
