package io.tranche.keys;

import java.util.BitSet;
import java.util.List;

/** A batch of keys as pages, each page once. */
interface PagedKeys {
    /** In the order in which they are sent. */
    List<PageGroup> groups();

    /**
     * The places in the batch of the keys that won; of duplicates, the first one's.
     *
     * @param won the words of all pages, in the order sent
     */
    BitSet places(byte[] won);
}
