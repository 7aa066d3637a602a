package io.tranche.sync;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.config.SyncStrategy.Beyond;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.KeyRange;
import io.tranche.dialect.Reader;
import io.tranche.diff.ComparedLines;
import io.tranche.diff.Pairing;
import io.tranche.diff.TableDifference;
import io.tranche.error.RunFailure;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Takes rows whose key lies above the target's highest, for tables that only grow. The last keys of the target are compared
 * again, for rows that were committed out of the order of their keys. What lies below is not looked at.
 */
public final class AppendStrategy implements Strategy {
    private final long overlap;
    private final Beyond beyond;

    /** @param overlap how many of the target's highest keys are compared again, 1 or more */
    public AppendStrategy(long overlap, Beyond beyond) {
        this.overlap = overlap;
        this.beyond = beyond;
    }

    @Override
    public String name() {
        return "append";
    }

    /**
     * Why a table cannot be appended to; empty if it can. A key grows if it is one integer column: that it does is the user's
     * word, which the overlap checks; texts, UUIDs among them, and keys of several columns do not grow.
     */
    public static Optional<String> obstacle(Dialect dialect, Pairing pairing) {
        if (pairing.key().isEmpty()) {
            return Optional.of("has no key that tells its rows apart on both sides");
        }
        if (pairing.key().size() > 1) {
            return Optional.of("has a key of several columns, and such keys do not grow");
        }
        return dialect.form(pairing.key()).integer()
                ? Optional.empty()
                : Optional.of("has the key " + pairing.key().get(0).name() + " of type "
                        + pairing.key().get(0).type().full() + ", and only integers grow");
    }

    @Override
    public boolean cheaperThanHashing() {
        return true;
    }

    @Override
    public Changes find(TableTask task, Station station) {
        Pairing pairing = task.pairing();
        obstacle(task.dialect(), pairing).ifPresent(reason -> {
            throw new RunFailure(task.name() + " " + reason + ". Use another strategy than `append`.");
        });
        boolean rowsAreWanted = task.options().purpose() == SyncOptions.Purpose.COMPARISON;
        if (beyond == Beyond.KEPT && !rowsAreWanted && isEmpty(task, station.target())) {
            return WholeTable.copied(task, station);
        }
        ComparedLines lines = new ComparedLines(task.dialect(), pairing);
        TableDifference difference = new TableDifference(
                task.dialect(), lines, pairing, task.options().scratch());
        KeyRange range = range(task, station);
        difference.merge(range, station.source(), station.target());
        Changes changes = new KeyedChanges(
                task.dialect(), pairing, lines, difference.conclude(station.source(), station.target()));
        return new NotedChanges(changes, note(range));
    }

    private static String note(KeyRange range) {
        String column = range.columns().get(0);
        String from = range.from().map(key -> " from " + key.get(0)).orElse("");
        String to = range.to().map(key -> " to before " + key.get(0)).orElse("");
        return from.isEmpty() && to.isEmpty() ? "all rows" : "only rows with " + column + from + to;
    }

    private static boolean isEmpty(TableTask task, Reader target) {
        return target.rows("SELECT 1 FROM " + task.dialect().from(task.pairing().target()) + " LIMIT 1")
                .isEmpty();
    }

    /** From the overlap's lowest key; up to what lies above the source's highest, unless that is to be removed. */
    private KeyRange range(TableTask task, Station station) {
        Pairing pairing = task.pairing();
        Dialect dialect = task.dialect();
        String column = column(dialect, pairing.target(), pairing.key());
        String ofTarget = " FROM " + dialect.from(pairing.target());
        Optional<BigInteger> top = highest(dialect, pairing.source(), pairing.sourceKey(), station.source());
        Optional<BigInteger> from = top.flatMap(key -> number(
                station.target(),
                "SELECT MIN(last.k) FROM (SELECT " + column + " AS k" + ofTarget + " WHERE " + column + " <= " + key
                        + " ORDER BY " + column + " DESC LIMIT " + overlap + ") AS last"));
        String above = top.map(key -> " WHERE " + column + " > " + key).orElse("");
        Optional<BigInteger> to = beyond == Beyond.PRUNED
                ? Optional.empty()
                : number(station.target(), "SELECT MIN(" + column + ")" + ofTarget + above);
        return new KeyRange(
                List.of(pairing.sourceKey().get(0).name()),
                from.map(key -> List.of(key.toString())),
                to.map(key -> List.of(key.toString())));
    }

    private static Optional<BigInteger> highest(Dialect dialect, Table table, List<Column> key, Reader reader) {
        return number(reader, "SELECT MAX(" + column(dialect, table, key) + ") FROM " + dialect.from(table));
    }

    private static String column(Dialect dialect, Table table, List<Column> key) {
        return dialect.quote(table.name(), key.get(0).name());
    }

    private static Optional<BigInteger> number(Reader reader, String sql) {
        return Optional.ofNullable(reader.rows(sql).get(0).get(0)).map(BigInteger::new);
    }
}
