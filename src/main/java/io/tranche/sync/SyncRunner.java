package io.tranche.sync;

import io.tranche.catalog.Column;
import io.tranche.catalog.ReferenceGraph;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.SqlFailure;
import io.tranche.dialect.Target;
import io.tranche.diff.Pairing;
import io.tranche.diff.Side;
import io.tranche.error.Failure;
import io.tranche.error.RunFailure;
import io.tranche.progress.Event;
import io.tranche.progress.Listener;
import io.tranche.progress.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Walks over tables: has each one's strategy find what is to be done, and then do it. One table's failure does not stop the
 * others. One thread calls it: {@link #find} first, then perhaps {@link #repair}.
 */
public final class SyncRunner {
    private static final int TRIES = 3;

    private final Dialect dialect;
    private final SyncOptions options;
    private final Listener listener;
    private final int workers;

    public SyncRunner(Dialect dialect, SyncOptions options, Listener listener, int workers) {
        this.dialect = dialect;
        this.options = options;
        this.listener = listener;
        this.workers = workers;
    }

    /**
     * Finds what is to be done, largest table first.
     *
     * @return in the order of {@code tables}
     * @throws io.tranche.error.Interruption if this thread is interrupted
     */
    public List<FoundTable> find(List<SyncTable> tables, Side source, Side target) {
        FindingCrew crew = new FindingCrew(source.snapshot(), target.snapshot(), workers);
        Map<SyncTable, FoundTable> found = new ConcurrentHashMap<>();
        List<Consumer<Station>> work = new ArrayList<>();
        for (SyncTable table : largestFirst(tables)) {
            work.add(station -> found.put(table, find(new Task(table, crew, dialect, options, listener), station)));
        }
        crew.run(work);
        Set<TableName> changed = new HashSet<>(source.snapshot().changed());
        return tables.stream()
                .map(found::get)
                .map(table -> changed.contains(table.table().pairing().source().name()) ? misread(table) : table)
                .toList();
    }

    /** Older snapshots see a table empty after TRUNCATE or a rewrite: all rows of the target would have to go. */
    private static FoundTable misread(FoundTable table) {
        table.changes().close();
        return FoundTable.failed(
                table.table(),
                table.started(),
                new RunFailure(
                        "Its structure was changed in the source while it was read, or it was emptied by TRUNCATE."
                                + " Nothing of it was written. Run again when the change is done."));
    }

    private static List<SyncTable> largestFirst(List<SyncTable> tables) {
        return tables.stream()
                .sorted(Comparator.comparingLong(
                                (SyncTable table) -> size(table.pairing().source()))
                        .reversed())
                .toList();
    }

    private static long size(Table table) {
        return Math.max(table.bytes(), table.rows());
    }

    private FoundTable find(Task task, Station station) {
        SyncTable table = task.table();
        Instant started = Instant.now();
        listener.on(new Event.TableStarted(
                Phase.COMPARE, table.display(), table.pairing().source().rows()));
        FoundTable found = attempt(task, station, started);
        long rows =
                found.changes().planned().equal() + found.changes().planned().changes();
        listener.on(new Event.TableFinished(
                Phase.COMPARE,
                table.display(),
                rows,
                java.time.Duration.between(started, found.ended()).toMillis()));
        return found;
    }

    private FoundTable attempt(Task task, Station station, Instant started) {
        SyncTable table = task.table();
        Optional<RunFailure> obstacle = obstacle(table);
        if (obstacle.isPresent()) {
            return FoundTable.failed(table, started, obstacle.get());
        }
        for (int tries = 1; ; tries++) {
            try {
                return FoundTable.found(table, started, table.strategy().find(task, station));
            } catch (SqlFailure e) {
                if (tries == TRIES || !worthARetry(e)) {
                    return FoundTable.failed(table, started, e);
                }
                listener.on(new Event.UnitRetried(Phase.COMPARE, table.display(), 0, e.getMessage()));
            } catch (io.tranche.error.Interruption e) {
                throw e;
            } catch (Failure e) {
                return FoundTable.failed(table, started, e);
            }
        }
    }

    private Optional<RunFailure> obstacle(SyncTable table) {
        Pairing pairing = table.pairing();
        List<String> leftOut = pairing.leftOut().stream()
                .filter(column -> options.purpose() != SyncOptions.Purpose.COMPARISON)
                .filter(column -> !generated(pairing, column.column()))
                .map(column -> column.column() + " (" + column.reason() + ")")
                .toList();
        if (leftOut.isEmpty() && !pairing.columns().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RunFailure("The two sides have columns that cannot be kept in step: "
                + String.join("; ", leftOut) + ". Make them alike, or have the table made anew with `--recreate`."));
    }

    private static boolean generated(Pairing pairing, String column) {
        return pairing.target().column(column).map(Column::generated).orElse(false);
    }

    static boolean worthARetry(SqlFailure failure) {
        return switch (failure.kind()) {
            case TRANSIENT, CONNECTION_LOST -> true;
            case DENIED, STRUCTURE_CHANGED, EXHAUSTED, OTHER -> false;
        };
    }

    /**
     * Does what was found: removes rows, children before parents; then writes, parents before children.
     *
     * @param source the snapshot in which it was found
     * @return in the order of {@code found}
     */
    public List<TableOutcome> repair(
            List<FoundTable> found, ReferenceGraph references, Target target, Snapshot source) {
        return new Repair(listener, workers, target, source, options.references()).run(found, references);
    }

    private record Task(SyncTable table, FindingCrew crew, Dialect dialect, SyncOptions options, Listener listener)
            implements TableTask {
        @Override
        public Pairing pairing() {
            return table.pairing();
        }

        @Override
        public String name() {
            return table.display();
        }

        @Override
        public <T> List<T> inParallel(Station station, List<Function<Station, T>> parts) {
            return crew.inParallel(station, parts);
        }
    }
}
