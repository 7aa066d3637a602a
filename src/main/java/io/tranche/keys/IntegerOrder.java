package io.tranche.keys;

import io.tranche.row.KeyBatch;
import io.tranche.row.LongKeys;

/** The order that a {@link LongSet} has anyway. */
enum IntegerOrder implements KeyOrder {
    UNSIGNED;

    @Override
    public long[] poll(LongSet members, int limit) {
        return members.poll(limit);
    }

    @Override
    public long[] after(LongSet members, KeyBatch after, int last, int limit) {
        return last < 0 ? members.first(limit) : members.after(((LongKeys) after).get(last), limit);
    }
}
