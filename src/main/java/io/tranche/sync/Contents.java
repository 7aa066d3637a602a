package io.tranche.sync;

import static java.util.Objects.requireNonNull;

import io.tranche.catalog.Table;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Output;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.diff.Pairing;
import io.tranche.diff.TableDifference;
import io.tranche.error.RunFailure;
import java.util.List;

/**
 * What both sides of a table hold, as texts that are equal for equal rows: how many there are, and the sum of their hashes,
 * which the servers compute. Rows that differ have one sum by chance, 1 in 2⁶⁴.
 *
 * @param rows of the source
 */
public record Contents(String source, String target, long rows) {
    public Contents {
        requireNonNull(source, "source");
        requireNonNull(target, "target");
    }

    /** Of the compared columns, with masks, in the snapshots that are compared. */
    static Contents read(TableTask task, Station station) {
        Pairing pairing = task.pairing();
        String function = TableDifference.hashFunction(station.source(), station.target())
                .orElseThrow(
                        () -> new RunFailure("The two servers have no hash function in common, so that the content of "
                                + task.name() + " cannot be told. Use `--signature auto` or `off`."));
        List<String> ours = sum(task.dialect(), station.source(), pairing.source(), pairing.sourceOutputs(), function);
        List<String> theirs = sum(task.dialect(), station.target(), pairing.target(), pairing.outputs(), function);
        return new Contents(text(ours, function), text(theirs, function), Long.parseLong(ours.get(0)));
    }

    private static String text(List<String> sum, String function) {
        return "rows=" + sum.get(0) + " " + function + "=" + sum.get(1);
    }

    /** Rows, and the sum of their hashes. */
    private static List<String> sum(
            Dialect dialect, Reader reader, Table table, List<Output> columns, String function) {
        String hash = dialect.rowHash(table, columns, function);
        List<List<String>> sums = reader.sums(Query.of(table, List.of(), columns), "0", hash);
        return sums.isEmpty() ? List.of("0", "0") : sums.get(0).subList(1, 3);
    }

    /** What they will be once the target holds the source's rows. */
    Contents repaired() {
        return new Contents(source, source, rows);
    }
}
