package io.tranche.sync;

import io.tranche.config.SyncStrategy.Method;
import io.tranche.dialect.KeyRange;
import io.tranche.diff.ComparedLines;
import io.tranche.diff.Differences;
import io.tranche.diff.Pairing;
import io.tranche.diff.RowsByContent;
import io.tranche.diff.SourceRows;
import io.tranche.diff.TableDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/** Finds rows that differ, wherever they are, and repairs those alone. */
public final class ChecksumStrategy implements Strategy {
    private final Method method;
    private final OptionalInt batch;

    /** @param batch rows of a range that is hashed; empty for the run's */
    public ChecksumStrategy(Method method, OptionalInt batch) {
        this.method = method;
        this.batch = batch;
    }

    @Override
    public String name() {
        return "checksum";
    }

    @Override
    public boolean cheaperThanHashing() {
        return true;
    }

    @Override
    public Changes find(TableTask task, Station station) {
        Pairing pairing = task.pairing();
        if (pairing.key().isEmpty() && task.options().keyless() == SyncOptions.Keyless.SKIPPED) {
            task.listener()
                    .warning(task.name()
                            + " has no key, and was left alone. `keyless: compare` compares it by content.");
            return Changes.none(0);
        }
        boolean known = task.options().purpose() != SyncOptions.Purpose.COMPARISON
                || pairing.key().isEmpty();
        if (known && isEmpty(task, station)) {
            return WholeTable.copied(task, station);
        }
        return pairing.key().isEmpty() ? byContent(task, station) : byKey(task, station);
    }

    private static boolean isEmpty(TableTask task, Station station) {
        String table = task.dialect().from(task.pairing().target());
        return station.target().rows("SELECT 1 FROM " + table + " LIMIT 1").isEmpty();
    }

    private Changes byKey(TableTask task, Station station) {
        ComparedLines lines = new ComparedLines(task.dialect(), task.pairing());
        TableDifference difference = new TableDifference(
                task.dialect(), lines, task.pairing(), task.options().scratch());
        RangeMethod ranges = RangeMethod.of(method, batch.orElse(task.options().batch()), task, difference, station);
        List<Function<Station, KeyRange>> parts = new ArrayList<>();
        for (KeyRange range : difference.ranges(station.source(), ranges.rows())) {
            parts.add(worker -> {
                ranges.compare(difference, range, worker);
                return range;
            });
        }
        task.inParallel(station, parts);
        Differences found = difference.conclude(station.source(), station.target());
        return new KeyedChanges(task.dialect(), task.pairing(), lines, found);
    }

    private static Changes byContent(TableTask task, Station station) {
        RowsByContent rows = new RowsByContent(
                task.dialect(),
                task.pairing(),
                SourceRows.all(task.pairing()),
                task.options().scratch());
        rows.compare(station.source(), station.target());
        return KeylessChanges.of(task, rows, SourceRows.all(task.pairing()), station);
    }
}
