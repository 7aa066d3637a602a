package io.tranche.keys;

import java.util.Arrays;
import java.util.Optional;

/** Makes one {@link LongRun} of keys that come in ascending order. Used by one thread at a time. */
final class RunWriter {
    /** Shorter runs stay in memory. */
    private static final int IN_MEMORY = 1 << 15;

    private final RunBytes bytes;
    private final RunFilter filter;
    private final Runnable onClose;
    private final long[] block = new long[LongRun.BLOCK];
    private final byte[] packed = new byte[LongRun.BLOCK * Long.BYTES + Long.BYTES];
    private final long[] firsts;
    private final long[] starts;
    private int blocks;
    private int inBlock;
    private long last;
    private long count;

    /** @param most how many keys may come */
    RunWriter(Spill spill, Lookups lookups, long most) {
        int mostBlocks = Math.toIntExact(most / LongRun.BLOCK + 1);
        this.firsts = new long[mostBlocks];
        this.starts = new long[mostBlocks + 1];
        long filterBytes = RunFilter.bytes(mostBlocks);
        boolean filtered = lookups == Lookups.MANY && spill.budget().tryHold(filterBytes);
        this.filter = filtered ? RunFilter.ofBlocks(mostBlocks) : null;
        this.onClose = () -> spill.budget().free(filtered ? filterBytes : 0);
        this.bytes = most <= IN_MEMORY ? new HeapBytes() : new FileBytes(spill.files());
    }

    void add(long key) {
        block[inBlock++] = key;
        if (filter != null) {
            filter.add(blocks, key);
        }
        if (inBlock == LongRun.BLOCK) {
            write();
        }
    }

    /** Nothing if no key came. */
    Optional<LongRun> finish() {
        if (inBlock > 0) {
            write();
        }
        bytes.finish();
        if (count == 0) {
            bytes.close();
            onClose.run();
            return Optional.empty();
        }
        return Optional.of(new LongRun(
                count,
                Arrays.copyOf(firsts, blocks),
                Arrays.copyOf(starts, blocks + 1),
                last,
                filter == null || blocks > firsts.length / 2 ? filter : filter.shortened(blocks),
                bytes,
                onClose));
    }

    private void write() {
        int length = LongRun.pack(block, inBlock, packed);
        bytes.append(packed, length);
        firsts[blocks] = block[0];
        starts[blocks + 1] = starts[blocks] + length;
        blocks++;
        last = block[inBlock - 1];
        count += inBlock;
        inBlock = 0;
    }
}
