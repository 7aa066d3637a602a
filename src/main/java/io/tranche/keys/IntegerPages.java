package io.tranche.keys;

import io.tranche.row.KeyBatch;
import io.tranche.row.LongKeys;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * 32 neighbouring integers are a page, 64 neighbouring pages share a bucket: a dense key costs less than a byte, a lonely one
 * some twenty. A page's name is 8 bytes, the bucket's place and the number in the bucket, so that names have the order of
 * their keys.
 */
final class IntegerPages implements PageForm {
    private static final int KEY_BITS = 5;
    private static final int PAGE_BITS = 6;

    @Override
    public int width() {
        return Integer.BYTES;
    }

    @Override
    public byte[] field(KeyBatch keys, int i) {
        return field(((LongKeys) keys).get(i));
    }

    @Override
    public int behind(KeyBatch keys, int i) {
        return -1 << (((LongKeys) keys).get(i) & 31) << 1;
    }

    @Override
    public KeyBatch keys(List<PageWord> pages, int limit) {
        long[] keys = new long[limit];
        int count = 0;
        for (PageWord page : pages) {
            long first = firstKey(page.field());
            for (int rest = page.word(); rest != 0 && count < limit; rest &= rest - 1) {
                keys[count++] = first | Integer.numberOfTrailingZeros(rest);
            }
        }
        return LongKeys.wrap(keys, count);
    }

    @Override
    public PagedKeys pages(KeyBatch keys) {
        return new Paged(Batch.of(((LongKeys) keys).toArray()));
    }

    private static byte[] field(long key) {
        long page = key >>> KEY_BITS;
        long place = page >>> PAGE_BITS;
        return ByteBuffer.allocate(Long.BYTES)
                .putLong(place << 8 | page & (1 << PAGE_BITS) - 1)
                .array();
    }

    private static long firstKey(byte[] field) {
        long name = ByteBuffer.wrap(field).getLong();
        return (name >>> 8 << PAGE_BITS | name & 0xFF) << KEY_BITS;
    }

    private static final class Paged implements PagedKeys {
        private final Batch batch;
        private final List<PageGroup> groups = new ArrayList<>();

        Paged(Batch batch) {
            this.batch = batch;
            long[] keys = batch.ascending();
            for (int at = 0; at < keys.length; ) {
                int end = behind(keys, at, KEY_BITS + PAGE_BITS);
                groups.add(group(keys, at, end));
                at = end;
            }
        }

        @Override
        public List<PageGroup> groups() {
            return groups;
        }

        @Override
        public BitSet places(byte[] won) {
            long[] keys = batch.ascending();
            BitSet chosen = new BitSet(keys.length);
            ByteBuffer words = ByteBuffer.wrap(won);
            for (int at = 0; at < keys.length; ) {
                int end = behind(keys, at, KEY_BITS);
                int word = words.getInt();
                for (; at < end; at++) {
                    chosen.set(at, (word >>> (keys[at] & 31) & 1) != 0);
                }
            }
            return batch.places(chosen);
        }

        private static PageGroup group(long[] keys, int from, int to) {
            List<byte[]> fields = new ArrayList<>();
            ByteBuffer words = ByteBuffer.allocate(Integer.BYTES << PAGE_BITS);
            for (int at = from; at < to; ) {
                int end = behind(keys, at, KEY_BITS);
                fields.add(field(keys[at]));
                int word = 0;
                for (; at < end; at++) {
                    word |= 1 << (keys[at] & 31);
                }
                words.putInt(word);
            }
            byte[] bucket = PageForm.bucket(Arrays.copyOf(fields.get(0), Long.BYTES - 1));
            return new PageGroup(bucket, fields.toArray(byte[][]::new), Arrays.copyOf(words.array(), words.position()));
        }

        /** The index behind the keys that agree with the one at {@code at} in all but the lowest bits. */
        private static int behind(long[] keys, int at, int lowest) {
            int end = at + 1;
            while (end < keys.length && keys[end] >>> lowest == keys[at] >>> lowest) {
                end++;
            }
            return end;
        }
    }
}
