package io.tranche.keys;

import io.tranche.row.LongKeys;
import java.util.Arrays;

/** Integer keys that this process has told Redis of, up to a number at which memory is worth more. Thread-safe. */
final class Told {
    private static final int MAXIMUM = 8_000_000;

    private final LeafSet keys = new LeafSet();

    /** The keys that Redis may not know, in ascending order, each once. */
    synchronized LongKeys unknown(LongKeys batch) {
        long[] fresh = Arrays.stream(Batch.of(batch.toArray()).ascending())
                .filter(key -> !keys.contains(key))
                .toArray();
        return LongKeys.wrap(fresh, fresh.length);
    }

    /** To be called when Redis has answered. */
    synchronized void add(LongKeys batch) {
        for (int i = 0; i < batch.size() && keys.size() < MAXIMUM; i++) {
            keys.add(batch.get(i));
        }
    }
}
