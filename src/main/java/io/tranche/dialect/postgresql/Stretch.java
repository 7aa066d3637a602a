package io.tranche.dialect.postgresql;

import io.tranche.catalog.Column;
import io.tranche.dialect.Asked;
import io.tranche.dialect.Carried;
import io.tranche.dialect.Output;
import io.tranche.dialect.Query;
import io.tranche.row.BatchHandler;
import io.tranche.row.KeyColumns;
import io.tranche.row.LongKeys;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Asked integers, seen as a stretch of the column's order from the lowest to the highest. Where they lie close together, the
 * server reads the whole stretch several times as fast as it joins the keys to their rows; rows that nobody asked for are then
 * left out here.
 */
final class Stretch {
    /** Up to so many rows for each asked key, reading costs less than searching. */
    private static final long ROWS_PER_KEY = 2;

    /** With fewer keys than this, a question to the server costs more than it can save. */
    private static final int WORTH_AN_ESTIMATE = 1_000;

    private final Query query;
    private final Column column;
    private final long[] keys;

    /** The key's own place in a line; empty if it has none, and has to be carried before all other fields. */
    private final OptionalInt place;

    private Stretch(Query query, Column column, long[] keys) {
        this.query = query;
        this.column = column;
        this.keys = keys;
        this.place = placeOf(column, query);
    }

    private static OptionalInt placeOf(Column column, Query query) {
        int outputs = query.columns().indexOf(Output.of(column));
        return outputs < 0
                ? OptionalInt.empty()
                : OptionalInt.of(query.carried().size() + outputs);
    }

    /** Empty if the keys are to be searched for. */
    static Optional<Stretch> of(Connection connection, Query query, Asked asked) throws SQLException {
        Column column = asked.columns().get(0);
        boolean integers =
                asked.keys() instanceof LongKeys && PostgreSqlType.of(column).integer();
        // of limited rows those that nobody asked for would be counted
        if (!integers || query.limit().isPresent() || query.perParent().isPresent()) {
            return Optional.empty();
        }
        long[] keys = ((LongKeys) asked.keys()).toArray();
        Arrays.sort(keys);
        Stretch stretch = new Stretch(query, column, keys);
        boolean worthwhile = stretch.worthReading(keys[keys.length - 1] - keys[0])
                || keys.length >= WORTH_AN_ESTIMATE
                        && query.table().uniqueOver(List.of(column.name()))
                        && stretch.worthReading(stretch.estimate(connection));
        return worthwhile ? Optional.of(stretch) : Optional.empty();
    }

    /** @param rows of the stretch, or about so many; a distance that is no positive 64-bit value is a long one */
    private boolean worthReading(long rows) {
        return rows >= 0 && rows < ROWS_PER_KEY * keys.length;
    }

    private long estimate(Connection connection) throws SQLException {
        return PlannedQuery.of(connection, "SELECT 1 FROM " + Quoting.from(query.table()) + "\nWHERE " + condition())
                .rows();
    }

    /** The query for all rows of the stretch. */
    Query whole() {
        Carried key = new Carried.KeyField(column, PostgreSqlType.of(column).word());
        return (place.isPresent() ? query : query.carrying(key)).where(condition());
    }

    private String condition() {
        String name = Quoting.column(query.table().name(), column.name());
        return name + " OPERATOR(pg_catalog.>=) " + literal(keys[0]) + " AND " + name + " OPERATOR(pg_catalog.<=) "
                + literal(keys[keys.length - 1]);
    }

    private static String literal(long key) {
        return "CAST('" + key + "' AS pg_catalog.int8)";
    }

    /** Hands on the lines of asked keys, as {@link #query} has them. One thread uses it. */
    Sieve sieve(BatchHandler handler) {
        return new Sieve(handler);
    }

    final class Sieve {
        private final BatchHandler handler;
        private final KeyColumns key = new KeyColumns(new int[] {place.orElse(0)}, true);

        /** In {@link #keys}, behind the key that was looked for last: most rows come in this order, and most were asked for. */
        private int next;

        private long passed;

        private Sieve(BatchHandler handler) {
            this.handler = handler;
        }

        BatchHandler lines() {
            return batch -> {
                KeyColumns.Found found = key.read(batch);
                LongKeys read = (LongKeys) found.keys();
                BitSet asked = new BitSet(batch.rows());
                for (int i = 0; i < read.size(); i++) {
                    if (isAsked(read.get(i))) {
                        asked.set(found.row(i));
                    }
                }
                batch.keep(asked);
                if (place.isEmpty()) {
                    batch.cut(1);
                }
                passed += batch.rows();
                if (batch.rows() > 0) {
                    handler.accept(batch);
                }
            };
        }

        private boolean isAsked(long key) {
            if (next < keys.length && keys[next] == key) {
                next++;
                return true;
            }
            int found = Arrays.binarySearch(keys, key);
            next = found >= 0 ? found + 1 : -found - 1;
            return found >= 0;
        }

        /** Rows handed on so far. */
        long passed() {
            return passed;
        }
    }
}
