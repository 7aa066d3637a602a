package io.tranche.keys;

import io.tranche.row.KeyBatch;
import io.tranche.row.TextKeys;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Each text is a page of its own, and its own name. */
final class TextPages implements PageForm {
    private static final byte[] NO_WORDS = {};

    @Override
    public int width() {
        return 1;
    }

    @Override
    public byte[] field(KeyBatch keys, int i) {
        return ((TextKeys) keys).get(i);
    }

    @Override
    public int behind(KeyBatch keys, int i) {
        return 0;
    }

    @Override
    public KeyBatch keys(List<PageWord> pages, int limit) {
        List<byte[]> texts = new ArrayList<>();
        for (PageWord page : pages) {
            if (page.word() != 0 && texts.size() < limit) {
                texts.add(page.field());
            }
        }
        return TextKeys.of(texts);
    }

    @Override
    public PagedKeys pages(KeyBatch keys) {
        return new Paged((TextKeys) keys);
    }

    private static final class Paged implements PagedKeys {
        /** The first place of each text, in the order sent. */
        private final int[] places;

        private final List<PageGroup> groups = new ArrayList<>();

        Paged(TextKeys keys) {
            Map<ByteBuffer, Integer> firstPlaces = new LinkedHashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                firstPlaces.putIfAbsent(ByteBuffer.wrap(keys.get(i)), i);
            }
            places = firstPlaces.values().stream().mapToInt(Integer::intValue).toArray();
            for (ByteBuffer text : firstPlaces.keySet()) {
                byte[] field = text.array();
                groups.add(new PageGroup(PageForm.bucket(field), new byte[][] {field}, NO_WORDS));
            }
        }

        @Override
        public List<PageGroup> groups() {
            return groups;
        }

        @Override
        public BitSet places(byte[] won) {
            BitSet chosen = new BitSet();
            for (int i = 0; i < places.length; i++) {
                if (won[i] != 0) {
                    chosen.set(places[i]);
                }
            }
            return chosen;
        }
    }
}
