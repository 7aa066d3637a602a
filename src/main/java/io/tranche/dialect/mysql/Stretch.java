package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Asked;
import io.tranche.row.KeyBatch;
import io.tranche.row.LongKeys;
import java.util.Arrays;
import java.util.Optional;

/**
 * Asked integers, seen as a stretch of the column's order from the lowest to the highest. Where they lie close together, a
 * server reads the whole stretch several times as fast as it searches for each key; rows that nobody asked for are then left
 * out here. (A BETWEEN for each run of consecutive keys is worse than either: MariaDB tries one after the other on each row.)
 */
final class Stretch {
    /** Up to so many rows for each asked key, reading costs less than searching. */
    private static final long ROWS_PER_KEY = 2;

    private final KeyWord word;
    private final String name;

    /** In the column's order: of unsigned values the highest bit is turned. */
    private final long[] keys;

    private Stretch(KeyWord word, String name, long[] keys) {
        this.word = word;
        this.name = name;
        this.keys = keys;
    }

    /** The stretch of keys {@code from} up to {@code to}; empty if the column has values between two integers. */
    static Optional<Stretch> of(TableName table, Asked asked, int from, int to) {
        KeyBatch batch = asked.keys();
        Column column = asked.columns().get(0);
        KeyWord word = KeyWord.parse(asked.form().fields().get(0));
        if (!(batch instanceof LongKeys longs) || ColumnKind.of(column) != kindOf(word) || from == to) {
            return Optional.empty();
        }
        long[] keys = new long[to - from];
        for (int i = from; i < to; i++) {
            keys[i - from] = ordered(longs.get(i), word);
        }
        Arrays.sort(keys);
        return Optional.of(new Stretch(word, Names.quote(table, column), keys));
    }

    private static ColumnKind kindOf(KeyWord word) {
        return switch (word.sort()) {
            case INT -> ColumnKind.INTEGER;
            case UINT -> ColumnKind.UNSIGNED_BIGINT;
            default -> null;
        };
    }

    private static long ordered(long value, KeyWord word) {
        return word.unsigned() ? value ^ Long.MIN_VALUE : value;
    }

    /** Whether reading costs less than searching if each integer between the ends had a row. */
    boolean close() {
        return worthReading(last() - keys[0]);
    }

    /** @param rows of the stretch, or about so many */
    boolean worthReading(long rows) {
        // a distance that is no positive 64-bit value is a long one
        return rows >= 0 && rows < ROWS_PER_KEY * keys.length;
    }

    int size() {
        return keys.length;
    }

    private long last() {
        return keys[keys.length - 1];
    }

    String condition() {
        StringBuilder sql = new StringBuilder(name).append(" BETWEEN ");
        Literals.integer(sql, ordered(keys[0], word), word);
        sql.append(" AND ");
        Literals.integer(sql, ordered(last(), word), word);
        return sql.toString();
    }

    /** Lets pass the rows whose first field behind the line is an asked key. */
    RowTail sieve(RowTail next) {
        return (row, lineFields) -> holds(row.getBytes(lineFields)) && next.take(row, lineFields);
    }

    private boolean holds(byte[] text) {
        return text != null && Arrays.binarySearch(keys, ordered(integer(text), word)) >= 0;
    }

    /** The 64-bit pattern of an integer's text. */
    private static long integer(byte[] text) {
        boolean negative = text[0] == '-';
        long value = 0;
        for (int i = negative ? 1 : 0; i < text.length; i++) {
            value = value * 10 + (text[i] - '0');
        }
        return negative ? -value : value;
    }
}
