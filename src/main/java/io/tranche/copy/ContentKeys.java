package io.tranche.copy;

import io.tranche.keys.KeySpace;
import io.tranche.keys.KeyStore;
import io.tranche.row.LineBatch;
import io.tranche.row.TextKeys;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Rows without a key, known by a digest of all their columns (SHA-256, so that no two contents share one). Equal rows come and
 * go together: the first decides, the others of the same unit follow it. One unit, one thread.
 */
public final class ContentKeys {
    private final RowDigest digest;
    private final Map<ByteBuffer, Boolean> decided = new HashMap<>();

    /** Claims contents that this unit has not met before. */
    interface Claim {
        BitSet lease(TextKeys contents);
    }

    /** @param carried fields at the head of the line that do not belong to the row */
    ContentKeys(int carried) {
        this.digest = new RowDigest(carried);
    }

    /**
     * The rows of a batch whose contents were claimed before.
     *
     * @param fields those at the head of the line that are the content; others may follow
     */
    public static BitSet known(LineBatch batch, int fields, KeyStore store, KeySpace space) {
        RowDigest digest = new RowDigest(0);
        List<ByteBuffer> contents = new ArrayList<>(batch.rows());
        for (int row = 0; row < batch.rows(); row++) {
            contents.add(digest.ofHead(batch, row, fields));
        }
        List<ByteBuffer> distinct = contents.stream().distinct().toList();
        Set<ByteBuffer> absent = new HashSet<>();
        String probe = "probe " + UUID.randomUUID();
        try {
            store
                    .lease(
                            probe,
                            space,
                            TextKeys.of(distinct.stream().map(ByteBuffer::array).toList()))
                    .stream()
                    .forEach(i -> absent.add(distinct.get(i)));
        } finally {
            store.release(probe);
        }
        BitSet known = new BitSet(batch.rows());
        for (int row = 0; row < contents.size(); row++) {
            known.set(row, !absent.contains(contents.get(row)));
        }
        return known;
    }

    /** The rows of a batch that this unit has to write. */
    BitSet claimed(LineBatch batch, Claim claim) {
        List<ByteBuffer> contents = new ArrayList<>(batch.rows());
        List<ByteBuffer> fresh = new ArrayList<>();
        for (int row = 0; row < batch.rows(); row++) {
            ByteBuffer content = digest.of(batch, row);
            contents.add(content);
            if (decided.putIfAbsent(content, Boolean.FALSE) == null) {
                fresh.add(content);
            }
        }
        BitSet won =
                claim.lease(TextKeys.of(fresh.stream().map(ByteBuffer::array).toList()));
        for (int i = won.nextSetBit(0); i >= 0; i = won.nextSetBit(i + 1)) {
            decided.put(fresh.get(i), Boolean.TRUE);
        }
        BitSet rows = new BitSet(batch.rows());
        for (int row = 0; row < contents.size(); row++) {
            rows.set(row, decided.get(contents.get(row)));
        }
        return rows;
    }
}
