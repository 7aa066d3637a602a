package io.tranche.keys;

import io.tranche.row.KeyBatch;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** How keys of one kind are laid out in Redis; see {@code pages.lua}. Stateless. */
sealed interface PageForm permits IntegerPages, TextPages {
    static PageForm of(KeySpace.Kind kind) {
        return switch (kind) {
            case INTEGER -> new IntegerPages();
            case TEXT -> new TextPages();
        };
    }

    /** Bytes of a word. */
    int width();

    PagedKeys pages(KeyBatch keys);

    /** The page on which a key is. */
    byte[] field(KeyBatch keys, int i);

    /** Which keys of that page are behind this one, as a word. */
    int behind(KeyBatch keys, int i);

    /** The keys of pages in ascending order, at most {@code limit}. */
    KeyBatch keys(List<PageWord> pages, int limit);

    /** A page and some of its keys. */
    record PageWord(byte[] field, int word) {}

    /** The bucket of a page: the first four digits of the SHA-1 of the page's place, which Lua can compute too. */
    static byte[] bucket(byte[] place) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(place);
            return HexFormat.of().formatHex(digest, 0, 2).getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
