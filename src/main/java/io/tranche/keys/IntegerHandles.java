package io.tranche.keys;

import io.tranche.row.KeyBatch;
import io.tranche.row.LongKeys;

/** Integer keys stand for themselves. */
final class IntegerHandles implements Handles {
    private final Spill spill;

    IntegerHandles(Spill spill) {
        this.spill = spill;
    }

    @Override
    public long handle(KeyBatch keys, int i) {
        return ((LongKeys) keys).get(i);
    }

    @Override
    public KeyBatch keys(long[] handles) {
        return LongKeys.wrap(handles, handles.length);
    }

    @Override
    public LongSet set(Lookups lookups) {
        return new LongSet(spill, lookups);
    }

    @Override
    public KeyOrder order() {
        return IntegerOrder.UNSIGNED;
    }
}
