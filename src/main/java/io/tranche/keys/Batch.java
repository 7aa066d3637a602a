package io.tranche.keys;

import io.tranche.row.KeyBatch;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The handles of a batch's keys, sorted: sets are several times faster on handles in order. Most batches come sorted.
 *
 * @param given in the batch's order
 * @param ascending in unsigned order, each once; the same array where the batch was so already
 */
record Batch(long[] given, long[] ascending) {
    static Batch of(Handles handles, KeyBatch keys) {
        long[] given = new long[keys.size()];
        for (int i = 0; i < given.length; i++) {
            given[i] = handles.handle(keys, i);
        }
        return of(given);
    }

    static Batch of(long[] given) {
        for (int i = 1; i < given.length; i++) {
            if (Long.compareUnsigned(given[i - 1], given[i]) >= 0) {
                return new Batch(given, ascending(given));
            }
        }
        return new Batch(given, given);
    }

    /**
     * The places in the batch of some of its keys; of duplicates, the first one's.
     *
     * @param chosen positions in {@link #ascending}
     */
    BitSet places(BitSet chosen) {
        if (given == ascending) {
            return chosen;
        }
        BitSet places = new BitSet(given.length);
        if (chosen.cardinality() == given.length) {
            places.set(0, given.length);
            return places;
        }
        BitSet left = (BitSet) chosen.clone();
        for (int i = 0; i < given.length && !left.isEmpty(); i++) {
            int position = position(given[i]);
            if (left.get(position)) {
                places.set(i);
                left.clear(position);
            }
        }
        return places;
    }

    private static long[] ascending(long[] given) {
        long[] sorted = new long[given.length];
        for (int i = 0; i < given.length; i++) {
            sorted[i] = given[i] ^ Long.MIN_VALUE;
        }
        Arrays.sort(sorted);
        int count = 0;
        for (long each : sorted) {
            if (count == 0 || sorted[count - 1] != each) {
                sorted[count++] = each;
            }
        }
        long[] unique = Arrays.copyOf(sorted, count);
        for (int i = 0; i < count; i++) {
            unique[i] ^= Long.MIN_VALUE;
        }
        return unique;
    }

    private int position(long handle) {
        int low = 0;
        int high = ascending.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(ascending[middle], handle) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
