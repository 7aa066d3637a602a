package io.tranche.copy;

import io.tranche.dialect.KeyRange;
import io.tranche.dialect.Reader;
import io.tranche.plan.Plan;
import io.tranche.plan.Selection;
import io.tranche.plan.TablePlan;
import io.tranche.plan.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Parts the planned tables into chunks. */
public final class Scans {
    /** Rows of a chunk: one transaction. Fewer commits are faster, smaller chunks spread better over workers. */
    private static final long ROWS_PER_CHUNK = 500_000;

    private Scans() {}

    /** The units, biggest tables first, so that the last worker is not left alone with one. */
    public static List<Unit.Scan> units(Plan plan, Reader reader) {
        List<TablePlan> tables = plan.tables().stream()
                .filter(table -> table.selection() instanceof Selection.Scan)
                .sorted(Comparator.comparingLong(
                                (TablePlan table) -> table.table().rows())
                        .reversed())
                .toList();
        List<Unit.Scan> units = new ArrayList<>();
        for (TablePlan table : tables) {
            int number = plan.tables().indexOf(table);
            List<Optional<KeyRange>> ranges = ranges(table, reader);
            for (int i = 0; i < ranges.size(); i++) {
                units.add(new Unit.Scan("scan-" + number + "-" + i, table.name(), ranges.get(i)));
            }
        }
        return units;
    }

    private static List<Optional<KeyRange>> ranges(TablePlan table, Reader reader) {
        Selection.Scan scan = (Selection.Scan) table.selection();
        if (scan.limit().isPresent() || table.table().identity().isEmpty()) {
            return List.of(Optional.empty());
        }
        List<KeyRange> ranges = reader.chunks(Queries.scan(table, scan), ROWS_PER_CHUNK);
        return ranges.size() < 2
                ? List.of(Optional.empty())
                : ranges.stream().map(Optional::of).toList();
    }
}
