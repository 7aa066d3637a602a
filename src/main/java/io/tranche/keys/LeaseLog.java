package io.tranche.keys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/** What a unit has leased, only to be given back: some batches in memory, and the others in a file. One thread at a time. */
final class LeaseLog {
    /** Beyond, keys go to the file: 1 MB. */
    private static final int IN_MEMORY = 1 << 17;

    private final TemporaryFiles files;
    private final List<long[]> batches = new ArrayList<>();
    private int inMemory;
    private FileBytes file;
    private long inFile;

    LeaseLog(TemporaryFiles files) {
        this.files = files;
    }

    void add(long[] keys) {
        batches.add(keys);
        inMemory += keys.length;
        if (inMemory > IN_MEMORY) {
            moveOut();
        }
    }

    /** Gives each key once. */
    void forEach(LongConsumer action) {
        batches.forEach(batch -> Arrays.stream(batch).forEach(action));
        if (file != null) {
            file.flush();
            byte[] key = new byte[Long.BYTES];
            for (long at = 0; at < inFile; at++) {
                file.read(at * Long.BYTES, key, key.length);
                action.accept((long) LongRun.LONGS.get(key, 0));
            }
        }
    }

    void close() {
        if (file != null) {
            file.close();
        }
    }

    private void moveOut() {
        if (file == null) {
            file = new FileBytes(files);
        }
        byte[] bytes = new byte[Long.BYTES];
        for (long[] batch : batches) {
            for (long key : batch) {
                LongRun.LONGS.set(bytes, 0, key);
                file.append(bytes, bytes.length);
            }
        }
        inFile += inMemory;
        inMemory = 0;
        batches.clear();
    }
}
