package io.tranche.keys;

import io.tranche.row.KeyBatch;
import io.tranche.row.TextKeys;
import java.util.ArrayList;
import java.util.List;

/** Text keys are kept once, in an arena; their place in it stands for them. */
final class TextHandles implements Handles {
    private final TextArena arena;
    private final TextIndex index;

    TextHandles(MemoryBudget budget, TemporaryFiles files) {
        this.arena = new TextArena(budget, files);
        this.index = new TextIndex(arena, budget);
    }

    @Override
    public long handle(KeyBatch keys, int i) {
        return index.place(((TextKeys) keys).get(i));
    }

    @Override
    public KeyBatch keys(long[] handles) {
        List<byte[]> texts = new ArrayList<>(handles.length);
        for (long handle : handles) {
            texts.add(arena.read(handle));
        }
        return TextKeys.of(texts);
    }

    /** In memory: places of texts are close together. */
    @Override
    public LongSet set(Lookups lookups) {
        return new LongSet();
    }

    @Override
    public KeyOrder order() {
        return new TextOrder(arena);
    }
}
