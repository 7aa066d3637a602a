package io.tranche.diff;

import io.tranche.row.KeyBatch;
import io.tranche.row.LongKeys;
import io.tranche.row.TextKeys;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keys in the order in which they were added, any number of them: beyond a fixed memory they go to a
 * {@link Scratch}. Not thread-safe.
 */
public final class KeyLog implements AutoCloseable {
    /** What an array and its place in a list take, beside its content. */
    private static final int OVERHEAD = 24;

    private final boolean integer;
    private final Scratch scratch;
    private long[] longs = new long[16];
    private int longCount;
    private final List<byte[]> texts = new ArrayList<>();
    private long bytes;
    private long size;
    private Scratch.Pile pile;

    /** @param integer whether the keys are 64-bit values */
    public KeyLog(boolean integer, Scratch scratch) {
        this.integer = integer;
        this.scratch = scratch;
    }

    /** Adds one key of a batch. */
    public void add(KeyBatch keys, int index) {
        if (keys instanceof LongKeys values) {
            if (longCount == longs.length) {
                longs = Arrays.copyOf(longs, longCount * 2);
            }
            longs[longCount++] = values.get(index);
            bytes += Long.BYTES;
        } else {
            byte[] text = ((TextKeys) keys).get(index);
            texts.add(text);
            bytes += text.length + OVERHEAD;
        }
        size++;
        if (bytes >= scratch.mostBytes()) {
            spill();
        }
    }

    public void addAll(KeyBatch keys) {
        for (int i = 0; i < keys.size(); i++) {
            add(keys, i);
        }
    }

    public long size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Hands all keys out in batches of at most {@code most}. */
    public void forEach(int most, Consumer<KeyBatch> action) {
        Batches batches = new Batches(most, action);
        if (pile != null) {
            try (DataInputStream in = new DataInputStream(pile.read())) {
                for (long i = size - longCount - texts.size(); i > 0; i--) {
                    if (integer) {
                        batches.add(in.readLong());
                    } else {
                        batches.add(in.readNBytes(in.readInt()));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read back keys", e);
            }
        }
        for (int i = 0; i < longCount; i++) {
            batches.add(longs[i]);
        }
        texts.forEach(batches::add);
        batches.flush();
    }

    private void spill() {
        if (pile == null) {
            pile = scratch.place().pile();
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream((int) bytes);
        try (DataOutputStream out = new DataOutputStream(all)) {
            for (int i = 0; i < longCount; i++) {
                out.writeLong(longs[i]);
            }
            for (byte[] text : texts) {
                out.writeInt(text.length);
                out.write(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory refused bytes", e);
        }
        pile.append(all.toByteArray());
        longCount = 0;
        texts.clear();
        bytes = 0;
    }

    /** Removes what is not in memory. */
    @Override
    public void close() {
        if (pile != null) {
            pile.close();
        }
    }

    private final class Batches {
        private final int most;
        private final Consumer<KeyBatch> action;
        private long[] numbers;
        private List<byte[]> words = new ArrayList<>();
        private int count;

        Batches(int most, Consumer<KeyBatch> action) {
            this.most = most;
            this.action = action;
            this.numbers = new long[integer ? most : 0];
        }

        void add(long value) {
            numbers[count++] = value;
            flushIfFull();
        }

        void add(byte[] text) {
            words.add(text);
            count++;
            flushIfFull();
        }

        private void flushIfFull() {
            if (count == most) {
                flush();
            }
        }

        void flush() {
            if (count == 0) {
                return;
            }
            KeyBatch batch = integer ? LongKeys.wrap(numbers, count) : TextKeys.of(words);
            numbers = new long[numbers.length];
            words = new ArrayList<>();
            count = 0;
            action.accept(batch);
        }
    }
}
