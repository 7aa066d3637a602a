package io.tranche.keys;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.roaringbitmap.Container;

/**
 * A set of 64-bit values in unsigned order, in memory, small both where keys lie close together (a roaring container for 65,536 keys)
 * and where they are spread ({@link SparseLeaf}). Made for keys that come mostly in order: the leaf that was last used is
 * tried first. Not thread-safe, reading included.
 *
 * <p>Within, the highest bit is flipped, so that signed order is unsigned order. Each leaf reaches from its entry in the tree
 * to the next one, a dense leaf only to the end of its own 65,536; ranges without a leaf hold no key. All leaves begin at a
 * multiple of 65,536.
 */
final class LeafSet {
    /** From here on 65,536 keys deserve a container of their own. */
    private static final int DENSE = 128;

    private static final long[] NONE = {};

    private final TreeMap<Long, LongLeaf> leaves = new TreeMap<>();
    private long size;

    private LongLeaf hot;
    private long hotLow;
    private long hotHigh;

    long size() {
        return size;
    }

    boolean contains(long key) {
        long flipped = flip(key);
        return find(flipped) && hot.contains(flipped);
    }

    /** Whether the key is in the range of a leaf. */
    boolean covers(long key) {
        return find(flip(key));
    }

    /** @return whether the key is new */
    boolean add(long key) {
        long flipped = flip(key);
        if (!find(flipped)) {
            grow(flipped);
        }
        if (!hot.add(flipped)) {
            return false;
        }
        size++;
        if (hot instanceof SparseLeaf sparse && sparse.full()) {
            split(hotLow, sparse, flipped);
        }
        return true;
    }

    /** @return whether the key was there */
    boolean remove(long key) {
        long flipped = flip(key);
        if (!find(flipped) || !hot.remove(flipped)) {
            return false;
        }
        size--;
        if (hot.size() == 0) {
            leaves.remove(hotLow);
            hot = null;
        }
        return true;
    }

    /** Removes and gives the lowest keys in ascending order. */
    long[] poll(int limit) {
        hot = null;
        long[] keys = new long[(int) Math.min(limit, size)];
        int count = 0;
        while (count < keys.length) {
            LongLeaf leaf = leaves.firstEntry().getValue();
            int behind = leaf.copy(Long.MIN_VALUE, keys, count);
            if (behind - count == leaf.size()) {
                leaves.pollFirstEntry();
            } else {
                leaf.removeLowest(behind - count);
            }
            count = behind;
        }
        size -= count;
        return flipped(keys);
    }

    /** The lowest keys in ascending order. */
    long[] first(int limit) {
        return from(Long.MIN_VALUE, limit);
    }

    /** Up to {@code limit} keys above {@code key}, in ascending order. */
    long[] after(long key, int limit) {
        return key == -1L ? NONE : from(flip(key) + 1, limit);
    }

    /** How many keys both have. */
    long intersection(LeafSet other) {
        if (other.leaves.size() < leaves.size()) {
            return other.intersection(this);
        }
        long both = 0;
        for (Map.Entry<Long, LongLeaf> each : leaves.entrySet()) {
            both += intersection(each.getKey(), each.getValue(), other);
        }
        return both;
    }

    /** The keys that {@code other} does not have. */
    LeafSet minus(LeafSet other) {
        LeafSet rest = new LeafSet();
        for (Map.Entry<Long, LongLeaf> each : leaves.entrySet()) {
            Container own = container(each.getValue());
            Container others = own == null ? null : container(other.leaves.get(each.getKey()));
            if (others == null) {
                for (long key : keys(each.getValue())) {
                    if (!other.contains(flip(key))) {
                        rest.add(flip(key));
                    }
                }
            } else {
                rest.put(each.getKey(), own.andNot(others));
            }
        }
        return rest;
    }

    /** What leaves of lonely keys take that a {@link Spill} limits, but for those of at least {@code dense} keys. */
    boolean exceeds(Spill spill, int dense) {
        long bytes = 0;
        int sparseLeaves = 0;
        for (LongLeaf leaf : leaves.values()) {
            sparseLeaves += leaf instanceof SparseLeaf ? 1 : 0;
            bytes += leaf.size() < dense ? leaf.bytes() : 0;
        }
        return bytes > spill.looseBytes() || sparseLeaves > spill.sparseLeaves();
    }

    /** Removes all leaves but those of at least {@code dense} keys, and gives their keys, flipped, in ascending order. */
    long[] takeLoose(int dense) {
        hot = null;
        long[] keys = new long
                [Math.toIntExact(leaves.values().stream()
                        .mapToInt(LongLeaf::size)
                        .filter(count -> count < dense)
                        .asLongStream()
                        .sum())];
        int count = 0;
        for (Iterator<LongLeaf> each = leaves.values().iterator(); each.hasNext(); ) {
            LongLeaf leaf = each.next();
            if (leaf.size() < dense) {
                count = leaf.copy(Long.MIN_VALUE, keys, count);
                each.remove();
            }
        }
        size -= count;
        return keys;
    }

    /**
     * Adds keys of one range of 65,536, which no sparse leaf covers.
     *
     * @param ascending flipped, new, up to {@code count}
     */
    void addChunk(long[] ascending, int count) {
        if (find(ascending[0])) {
            for (int i = 0; i < count; i++) {
                hot.add(ascending[i]);
            }
        } else {
            hot = null;
            long low = chunk(ascending[0]);
            leaves.put(low, new DenseLeaf(low, ascending, 0, count));
        }
        size += count;
    }

    private static long intersection(long low, LongLeaf leaf, LeafSet other) {
        Container own = container(leaf);
        Container others = own == null ? null : container(other.leaves.get(low));
        if (others != null) {
            return own.andCardinality(others);
        }
        long both = 0;
        for (long key : keys(leaf)) {
            both += other.contains(flip(key)) ? 1 : 0;
        }
        return both;
    }

    private static Container container(LongLeaf leaf) {
        return leaf instanceof DenseLeaf dense ? dense.keys() : null;
    }

    private static long[] keys(LongLeaf leaf) {
        long[] keys = new long[leaf.size()];
        leaf.copy(Long.MIN_VALUE, keys, 0);
        return keys;
    }

    private void put(long low, Container keys) {
        hot = null;
        if (!keys.isEmpty()) {
            leaves.put(low, new DenseLeaf(low, keys));
            size += keys.getCardinality();
        }
    }

    private long[] from(long flipped, int limit) {
        long[] keys = new long[(int) Math.min(limit, size)];
        Long start = leaves.floorKey(flipped);
        int count = 0;
        for (LongLeaf leaf :
                leaves.tailMap(start == null ? flipped : start, true).values()) {
            if (count == keys.length) {
                break;
            }
            boolean passed = leaf instanceof DenseLeaf dense && dense.high() < flipped;
            count = passed ? count : leaf.copy(flipped, keys, count);
        }
        return flipped(count == keys.length ? keys : Arrays.copyOf(keys, count));
    }

    /** Makes the leaf that covers the key the hot one; false if there is none. */
    private boolean find(long flipped) {
        if (hot != null && flipped >= hotLow && flipped <= hotHigh) {
            return true;
        }
        Map.Entry<Long, LongLeaf> entry = leaves.floorEntry(flipped);
        if (entry == null || entry.getValue() instanceof DenseLeaf dense && dense.high() < flipped) {
            return false;
        }
        heat(entry.getKey(), entry.getValue());
        return true;
    }

    private void heat(long low, LongLeaf leaf) {
        if (hot instanceof SparseLeaf sparse) {
            sparse.rest();
        }
        hot = leaf;
        hotLow = low;
        hotHigh = leaf instanceof DenseLeaf dense ? dense.high() : beforeNext(low);
    }

    private long beforeNext(long low) {
        Long next = leaves.higherKey(low);
        return next == null ? Long.MAX_VALUE : next - 1;
    }

    /** Begins a leaf in the empty range around a key. */
    private void grow(long flipped) {
        Map.Entry<Long, LongLeaf> before = leaves.floorEntry(flipped);
        long low = before == null ? Long.MIN_VALUE : ((DenseLeaf) before.getValue()).high() + 1;
        SparseLeaf leaf = new SparseLeaf(low, NONE, 0, 0);
        leaves.put(low, leaf);
        heat(low, leaf);
    }

    /** Gives every crowded 65,536 of a full leaf a container; if there is none, parts the leaf in two. */
    private void split(long low, SparseLeaf leaf, long added) {
        hot = null;
        leaves.remove(low);
        long[] keys = keys(leaf);
        long start = low;
        int from = 0;
        for (int at = 0; at < keys.length; ) {
            int end = chunkEnd(keys, at);
            if (end - at >= DENSE) {
                sparse(start, keys, from, at);
                long chunk = chunk(keys[at]);
                leaves.put(chunk, new DenseLeaf(chunk, keys, at, end));
                start = chunk + (1L << DenseLeaf.BITS);
                from = end;
            }
            at = end;
        }
        if (from > 0) {
            sparse(start, keys, from, keys.length);
            return;
        }
        int middle = middle(keys, added);
        sparse(low, keys, 0, middle);
        sparse(chunk(keys[middle]), keys, middle, keys.length);
    }

    private void sparse(long low, long[] keys, int from, int to) {
        if (from < to) {
            leaves.put(low, new SparseLeaf(low, keys, from, to));
        }
    }

    /** Keys that come in ascending order leave full leaves behind; others are parted in the middle. */
    private static int middle(long[] keys, long added) {
        if (added == keys[keys.length - 1]) {
            int at = keys.length - 1;
            while (chunk(keys[at - 1]) == chunk(keys[at])) {
                at--;
            }
            return at;
        }
        return chunkEnd(keys, keys.length / 2 - 1);
    }

    private static int chunkEnd(long[] keys, int at) {
        int end = at + 1;
        while (end < keys.length && chunk(keys[end]) == chunk(keys[at])) {
            end++;
        }
        return end;
    }

    private static long chunk(long flipped) {
        return flipped & ~0xFFFFL;
    }

    static long flip(long key) {
        return key ^ Long.MIN_VALUE;
    }

    private static long[] flipped(long[] keys) {
        for (int i = 0; i < keys.length; i++) {
            keys[i] ^= Long.MIN_VALUE;
        }
        return keys;
    }
}
