package io.tranche.keys;

import java.util.Arrays;

/** Of a run that is too short for a file. */
final class HeapBytes implements RunBytes {
    private byte[] all = {};
    private int end;

    @Override
    public void append(byte[] bytes, int length) {
        if (end + length > all.length) {
            all = Arrays.copyOf(all, Math.max(2 * all.length, end + length));
        }
        System.arraycopy(bytes, 0, all, end, length);
        end += length;
    }

    @Override
    public void finish() {
        all = Arrays.copyOf(all, end);
    }

    @Override
    public void read(long from, byte[] into, int length) {
        System.arraycopy(all, (int) from, into, 0, length);
    }

    @Override
    public void close() {
        all = new byte[0];
    }
}
