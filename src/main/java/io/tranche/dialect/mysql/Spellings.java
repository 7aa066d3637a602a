package io.tranche.dialect.mysql;

import io.tranche.row.KeyBatch;
import io.tranche.row.LongKeys;
import io.tranche.row.TextKeys;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asked keys by their exact bytes: those that have not come back in exactly that spelling. */
final class Spellings {
    private final KeyBatch asked;
    private final Map<Object, Integer> open = new HashMap<>();

    Spellings(KeyBatch asked) {
        this.asked = asked;
        for (int i = 0; i < asked.size(); i++) {
            open.put(spelling(asked, i), i);
        }
    }

    void remove(KeyBatch came) {
        for (int i = 0; i < came.size(); i++) {
            open.remove(spelling(came, i));
        }
    }

    /** The positions, in their order, of the asked keys that are left. */
    int[] left() {
        return open.values().stream().mapToInt(i -> i).sorted().toArray();
    }

    KeyBatch keys(List<Integer> positions) {
        if (asked instanceof LongKeys longs) {
            return LongKeys.of(positions.stream().mapToLong(longs::get).toArray());
        }
        TextKeys texts = (TextKeys) asked;
        return TextKeys.of(positions.stream().map(texts::get).toList());
    }

    private static Object spelling(KeyBatch keys, int i) {
        return keys instanceof LongKeys longs ? (Object) longs.get(i) : new Bytes(((TextKeys) keys).get(i));
    }

    private record Bytes(byte[] value) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }
    }
}
