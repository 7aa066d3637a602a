package io.tranche.keys;

import io.tranche.error.RunFailure;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Texts one behind the other in blocks of 4 KB. A text's <em>place</em> is its first byte's position divided by 8, so that 32
 * bits reach over 32 GB. When the budget is used up, full blocks move to a temporary file. Used by one thread at a time.
 */
final class TextArena {
    /** The highest place there may be: handles are kept in 32 bits. */
    static final long LAST_PLACE = 0xFFFF_FFFEL;

    private static final int ALIGNMENT = 8;
    private static final int BLOCK_BITS = 12;
    private static final int BLOCK = 1 << BLOCK_BITS;

    /** How many blocks leave memory together, 4 MB. */
    private static final int MOVED_BITS = 10;

    private static final int MOVED_TOGETHER = 1 << MOVED_BITS;

    private final MemoryBudget budget;
    private final TemporaryFiles files;
    private final List<byte[]> blocks = new ArrayList<>();
    private final List<ByteBuffer> moved = new ArrayList<>();
    private FileBytes file;
    private long end;

    /** Of the moved blocks the one that was read last: neighbours are often read together. */
    private byte[] lastRead;

    private int lastReadNumber = -1;

    TextArena(MemoryBudget budget, TemporaryFiles files) {
        this.budget = budget;
        this.files = files;
    }

    /** Adds a text, whether or not it is there already. */
    long append(byte[] text) {
        long position = (end + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        long place = position / ALIGNMENT;
        if (place > LAST_PLACE) {
            throw new RunFailure(
                    "The text keys of one table are larger than 32 GB. Slice fewer of its rows, or keep keys in Redis (`redis:` in config.yml).");
        }
        end = position;
        int length = text.length;
        while (length > 0x7F) {
            put((byte) (length | 0x80));
            length >>>= 7;
        }
        put((byte) length);
        put(text);
        return place;
    }

    byte[] read(long place) {
        Reader reader = new Reader(place * ALIGNMENT);
        byte[] text = new byte[reader.length()];
        reader.read(text);
        return text;
    }

    /** Whether the text at a place is this one. */
    boolean matches(long place, byte[] text) {
        Reader reader = new Reader(place * ALIGNMENT);
        return reader.length() == text.length && reader.matches(text);
    }

    private void put(byte value) {
        byte[] block = lastBlock();
        block[(int) (end & (BLOCK - 1))] = value;
        end++;
    }

    private void put(byte[] bytes) {
        int from = 0;
        while (from < bytes.length) {
            byte[] block = lastBlock();
            int at = (int) (end & (BLOCK - 1));
            int count = Math.min(bytes.length - from, BLOCK - at);
            System.arraycopy(bytes, from, block, at, count);
            from += count;
            end += count;
        }
    }

    private byte[] lastBlock() {
        int number = (int) (end >>> BLOCK_BITS);
        if (number == blocks.size()) {
            budget.hold(BLOCK);
            if (budget.exceeded()) {
                moveOut();
            }
            blocks.add(new byte[BLOCK]);
        }
        return blocks.get(number);
    }

    private void moveOut() {
        if (file == null && blocks.size() >= MOVED_TOGETHER) {
            file = new FileBytes(files);
        }
        for (int first = moved.size() << MOVED_BITS; first + MOVED_TOGETHER <= blocks.size(); first += MOVED_TOGETHER) {
            for (int number = first; number < first + MOVED_TOGETHER; number++) {
                file.append(blocks.set(number, null), BLOCK);
            }
            file.flush();
            moved.add(file.map((long) first << BLOCK_BITS, MOVED_TOGETHER << BLOCK_BITS));
            budget.free((long) MOVED_TOGETHER << BLOCK_BITS);
        }
    }

    private byte[] block(int number) {
        byte[] block = blocks.get(number);
        if (block != null) {
            return block;
        }
        if (number != lastReadNumber) {
            byte[] fresh = new byte[BLOCK];
            moved.get(number >>> MOVED_BITS).get((number & MOVED_TOGETHER - 1) << BLOCK_BITS, fresh);
            lastRead = fresh;
            lastReadNumber = number;
        }
        return lastRead;
    }

    /** Reads one text from its place. */
    private final class Reader {
        private long position;
        private byte[] block;

        Reader(long position) {
            this.position = position;
            this.block = block((int) (position >>> BLOCK_BITS));
        }

        int length() {
            int length = 0;
            int shift = 0;
            byte next = next();
            while (next < 0) {
                length |= (next & 0x7F) << shift;
                shift += 7;
                next = next();
            }
            return length | next << shift;
        }

        void read(byte[] text) {
            int at = 0;
            while (at < text.length) {
                int count = available(text.length - at);
                System.arraycopy(block, offset(), text, at, count);
                position += count;
                at += count;
            }
        }

        boolean matches(byte[] text) {
            int at = 0;
            while (at < text.length) {
                int count = available(text.length - at);
                if (!Arrays.equals(block, offset(), offset() + count, text, at, at + count)) {
                    return false;
                }
                position += count;
                at += count;
            }
            return true;
        }

        private byte next() {
            available(1);
            return block[(int) (position++ & (BLOCK - 1))];
        }

        /** How many of {@code wanted} bytes the current block holds; turns to the next block when this one is done. */
        private int available(int wanted) {
            if (offset() == 0) {
                block = block((int) (position >>> BLOCK_BITS));
            }
            return Math.min(wanted, BLOCK - offset());
        }

        private int offset() {
            return (int) (position & (BLOCK - 1));
        }
    }
}
