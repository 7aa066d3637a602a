package io.tranche.row;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Some keys of one kind, in an order that means something to whoever made the batch. Immutable. */
public sealed interface KeyBatch permits LongKeys, TextKeys {
    int size();

    default boolean isEmpty() {
        return size() == 0;
    }

    /** Key {@code i} as a value that equals those of the same key: a {@link Long}, or its bytes in a {@link ByteBuffer}. */
    Object value(int i);

    /** The keys whose bit is set, in their order. */
    KeyBatch only(BitSet which);

    /** All keys of all batches, in their order; they are of one kind. */
    static KeyBatch union(List<? extends KeyBatch> batches) {
        int size = batches.stream().mapToInt(KeyBatch::size).sum();
        if (batches.stream().allMatch(batch -> batch instanceof LongKeys || batch.isEmpty())) {
            long[] values = new long[size];
            int at = 0;
            for (KeyBatch batch : batches) {
                for (int i = 0; i < batch.size(); i++) {
                    values[at++] = ((LongKeys) batch).get(i);
                }
            }
            return LongKeys.wrap(values, size);
        }
        List<byte[]> texts = new ArrayList<>(size);
        for (KeyBatch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                texts.add(((TextKeys) batch).get(i));
            }
        }
        return TextKeys.of(texts);
    }
}
