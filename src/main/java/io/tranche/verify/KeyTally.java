package io.tranche.verify;

import io.tranche.row.KeyBatch;
import io.tranche.row.LongKeys;
import io.tranche.row.TextKeys;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Distinct keys in the order in which they came, each with the number of its rows. Not thread-safe. */
final class KeyTally {
    /** By a {@link Long}, or by the text's bytes. */
    private final Map<Object, Long> rows = new LinkedHashMap<>();

    private final boolean integer;

    KeyTally(boolean integer) {
        this.integer = integer;
    }

    void add(KeyBatch keys, int index) {
        rows.merge(keyAt(keys, index), 1L, Long::sum);
    }

    int distinct() {
        return rows.size();
    }

    long rows() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The rows of these keys. */
    long rowsOf(KeyBatch keys) {
        long sum = 0;
        for (int i = 0; i < keys.size(); i++) {
            sum += rows.getOrDefault(keyAt(keys, i), 0L);
        }
        return sum;
    }

    boolean contains(KeyBatch keys, int index) {
        return rows.containsKey(keyAt(keys, index));
    }

    KeyBatch keys() {
        if (integer) {
            long[] values = rows.keySet().stream().mapToLong(key -> (Long) key).toArray();
            return LongKeys.wrap(values, values.length);
        }
        List<byte[]> texts = new ArrayList<>(rows.size());
        rows.keySet().forEach(key -> texts.add(((ByteBuffer) key).array()));
        return TextKeys.of(texts);
    }

    void clear() {
        rows.clear();
    }

    private static Object keyAt(KeyBatch keys, int index) {
        if (keys instanceof LongKeys longs) {
            return longs.get(index);
        }
        return ByteBuffer.wrap(((TextKeys) keys).get(index));
    }
}
