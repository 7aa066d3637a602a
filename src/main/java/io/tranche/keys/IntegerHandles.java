package io.tranche.keys;

import io.tranche.row.KeyBatch;
import io.tranche.row.LongKeys;

/** Integer keys stand for themselves. */
final class IntegerHandles implements Handles {
    @Override
    public long handle(KeyBatch keys, int i) {
        return ((LongKeys) keys).get(i);
    }

    @Override
    public KeyBatch keys(long[] handles) {
        return LongKeys.wrap(handles, handles.length);
    }

    @Override
    public KeyOrder order() {
        return IntegerOrder.UNSIGNED;
    }
}
