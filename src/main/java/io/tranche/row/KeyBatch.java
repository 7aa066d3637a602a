package io.tranche.row;

/** Some keys of one kind, in an order that means something to whoever made the batch. Immutable. */
public sealed interface KeyBatch permits LongKeys, TextKeys {
    int size();

    default boolean isEmpty() {
        return size() == 0;
    }
}
