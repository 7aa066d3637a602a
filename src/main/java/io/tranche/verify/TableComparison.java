package io.tranche.verify;

import static java.util.Objects.requireNonNull;

import io.tranche.catalog.TableName;
import io.tranche.diff.LeftOut;
import java.util.ArrayList;
import java.util.List;

/**
 * How the rows of one table of the target compare with the source's.
 *
 * @param method how rows were paired
 * @param leftOut columns of either side that were not compared, and why
 * @param equal rows that the source has, equal in each compared column, byte for byte
 * @param different rows whose key the source has, with another row
 * @param extra rows that the source does not have; by {@link Method#CONTENT} also those that differ, and copies beyond the
 *     number of equal rows in the source
 * @param examples keys of a few rows that are not equal; none by {@link Method#CONTENT}
 */
public record TableComparison(
        TableName table,
        Method method,
        List<LeftOut> leftOut,
        long equal,
        long different,
        long extra,
        List<String> examples) {

    /** How rows of both sides are paired. */
    public enum Method {
        /** By a key that both sides have. */
        KEY,
        /** By their content, as there is no such key. */
        CONTENT
    }

    public TableComparison {
        requireNonNull(table, "table");
        requireNonNull(method, "method");
        leftOut = List.copyOf(leftOut);
        examples = List.copyOf(examples);
    }

    /** Rows of the target. */
    public long rows() {
        return equal + different + extra;
    }

    public boolean holds() {
        return different == 0 && extra == 0;
    }

    /** This part of a table together with another part of it. */
    TableComparison plus(TableComparison other, int mostExamples) {
        List<String> both = new ArrayList<>(examples);
        other.examples.stream().limit(mostExamples - both.size()).forEach(both::add);
        return new TableComparison(
                table, method, leftOut, equal + other.equal, different + other.different, extra + other.extra, both);
    }
}
