package io.tranche.dialect.mysql;

import io.tranche.row.KeyBatch;
import io.tranche.row.LongKeys;
import io.tranche.row.TextKeys;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asked keys by their exact bytes: those that have not come back in exactly that spelling. One thread uses it. */
abstract class Spellings {
    static Spellings of(KeyBatch asked) {
        return asked instanceof LongKeys longs ? new Longs(longs) : new Texts((TextKeys) asked);
    }

    abstract void remove(KeyBatch came);

    /** The positions, in their order, of the asked keys that are left. */
    abstract int[] left();

    abstract KeyBatch keys(List<Integer> positions);

    /** A bit for each key instead of an object: most lookups are of these, ten thousand at a time. */
    private static final class Longs extends Spellings {
        private final LongKeys asked;
        private final long[] ascending;
        private final BitSet open;

        Longs(LongKeys asked) {
            this.asked = asked;
            this.ascending = asked.toArray();
            Arrays.sort(ascending);
            this.open = new BitSet(ascending.length);
            open.set(0, ascending.length);
        }

        @Override
        void remove(KeyBatch came) {
            LongKeys longs = (LongKeys) came;
            for (int i = 0; i < longs.size(); i++) {
                int place = Arrays.binarySearch(ascending, longs.get(i));
                if (place >= 0) {
                    open.clear(place);
                }
            }
        }

        @Override
        int[] left() {
            if (open.isEmpty()) {
                return new int[0];
            }
            BitSet left = new BitSet(asked.size());
            for (int i = 0; i < asked.size(); i++) {
                left.set(i, open.get(Arrays.binarySearch(ascending, asked.get(i))));
            }
            return left.stream().toArray();
        }

        @Override
        KeyBatch keys(List<Integer> positions) {
            return LongKeys.of(positions.stream().mapToLong(asked::get).toArray());
        }
    }

    private static final class Texts extends Spellings {
        private final TextKeys asked;
        private final Map<Bytes, Integer> open = new HashMap<>();

        Texts(TextKeys asked) {
            this.asked = asked;
            for (int i = 0; i < asked.size(); i++) {
                open.put(new Bytes(asked.get(i)), i);
            }
        }

        @Override
        void remove(KeyBatch came) {
            TextKeys texts = (TextKeys) came;
            for (int i = 0; i < texts.size(); i++) {
                open.remove(new Bytes(texts.get(i)));
            }
        }

        @Override
        int[] left() {
            return open.values().stream().mapToInt(i -> i).sorted().toArray();
        }

        @Override
        KeyBatch keys(List<Integer> positions) {
            return TextKeys.of(positions.stream().map(asked::get).toList());
        }
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
