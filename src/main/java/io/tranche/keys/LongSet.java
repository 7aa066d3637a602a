package io.tranche.keys;

/**
 * A set of 64-bit values in unsigned order. It begins as leaves in memory ({@link LeafSet}); where a {@link Spill} allows it,
 * keys that are far apart move to {@link SpreadKeys} when their leaves become too many or too large. From then on leaves hold
 * close keys only, and a key is in one of both. Not thread-safe, reading included.
 */
final class LongSet {
    /** Keys walked over in one go. */
    private static final int SOME = 8192;

    /** Null if all keys stay in memory. */
    private final Spill spill;

    private final Lookups lookups;
    private final LeafSet leaves;
    private long size;
    private long changes;

    /** Null while all keys are in leaves. */
    private SpreadKeys spread;

    private int sinceLook;

    /** All of it in memory. */
    LongSet() {
        this(null, Lookups.MANY, new LeafSet());
    }

    LongSet(Spill spill, Lookups lookups) {
        this(spill, lookups, new LeafSet());
    }

    private LongSet(Spill spill, Lookups lookups, LeafSet leaves) {
        this.spill = spill;
        this.lookups = lookups;
        this.leaves = leaves;
        this.size = leaves.size();
    }

    long size() {
        return size;
    }

    /** Goes up with every change. */
    long changes() {
        return changes;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean contains(long key) {
        return leaves.contains(key) || spread != null && spread.contains(LeafSet.flip(key));
    }

    /** @return whether the key is new */
    boolean add(long key) {
        if (spread == null) {
            return added(leaves.add(key));
        }
        if (!leaves.covers(key)) {
            return added(spread.add(LeafSet.flip(key)));
        }
        return added(!spread.contains(LeafSet.flip(key)) && leaves.add(key));
    }

    /** As {@link #add}, of a key that is known not to be there. */
    void addNew(long key) {
        if (spread == null || leaves.covers(key)) {
            leaves.add(key);
        } else {
            spread.addNew(LeafSet.flip(key));
        }
        added(true);
    }

    /** @return whether the key was there */
    boolean remove(long key) {
        boolean removed = leaves.remove(key) || spread != null && spread.remove(LeafSet.flip(key));
        if (removed) {
            size--;
            changes++;
        }
        return removed;
    }

    /** Removes and gives the lowest keys in ascending order. */
    long[] poll(int limit) {
        settle();
        long[] keys = spread == null ? leaves.poll(limit) : pollBoth(limit);
        size -= keys.length;
        changes++;
        leaveSpread();
        return keys;
    }

    /** The lowest keys in ascending order. */
    long[] first(int limit) {
        settle();
        long[] near = leaves.first(limit);
        return spread == null ? near : merged(near, spread.from(Long.MIN_VALUE, limit), limit);
    }

    /** Up to {@code limit} keys above {@code key}, in ascending order. */
    long[] after(long key, int limit) {
        settle();
        long[] near = leaves.after(key, limit);
        return spread == null || key == -1L ? near : merged(near, spread.from(LeafSet.flip(key) + 1, limit), limit);
    }

    /** How many keys both have. */
    long intersection(LongSet other) {
        if (spread == null && other.spread == null) {
            return leaves.intersection(other.leaves);
        }
        if (other.size < size) {
            return other.intersection(this);
        }
        long both = 0;
        long[] some = first(SOME);
        while (some.length > 0) {
            for (long key : some) {
                both += other.contains(key) ? 1 : 0;
            }
            some = after(some[some.length - 1], SOME);
        }
        return both;
    }

    /** The keys that {@code other} does not have. Both are in memory. */
    LongSet minus(LongSet other) {
        if (spill != null || other.spill != null) {
            throw new IllegalStateException("sets that may spill are not subtracted");
        }
        return new LongSet(null, lookups, leaves.minus(other.leaves));
    }

    /** Frees what is not memory. The set is of no use any more. */
    void close() {
        if (spread != null) {
            spread.close();
        }
    }

    private boolean added(boolean isNew) {
        if (!isNew) {
            return false;
        }
        size++;
        changes++;
        if (spread == null && spill != null && ++sinceLook >= spill.tableKeys() / 16) {
            sinceLook = 0;
            if (leaves.exceeds(spill, Spill.DENSE)) {
                spread = new SpreadKeys(spill, lookups, leaves::addChunk);
                spread.write(leaves.takeLoose(Spill.DENSE));
            }
        }
        return true;
    }

    private void settle() {
        if (spread != null) {
            spread.settle();
            leaveSpread();
        }
    }

    /** Runs may be left of which all keys were removed. */
    private void leaveSpread() {
        if (spread != null && (size == 0 || spread.isEmpty())) {
            spread.close();
            spread = null;
        }
    }

    private long[] pollBoth(int limit) {
        long[] near = leaves.first(limit);
        long[] keys = merged(near, spread.from(Long.MIN_VALUE, limit), limit);
        if (keys.length == 0) {
            return keys;
        }
        long last = keys[keys.length - 1];
        int fromLeaves = 0;
        while (fromLeaves < near.length && Long.compareUnsigned(near[fromLeaves], last) <= 0) {
            fromLeaves++;
        }
        leaves.poll(fromLeaves);
        spread.dropThrough(LeafSet.flip(last));
        return keys;
    }

    /** @param far flipped, as {@link SpreadKeys} have them */
    private static long[] merged(long[] near, long[] far, int limit) {
        long[] keys = new long[(int) Math.min(limit, (long) near.length + far.length)];
        int fromNear = 0;
        int fromFar = 0;
        for (int i = 0; i < keys.length; i++) {
            boolean isNear =
                    fromFar == far.length || fromNear < near.length && LeafSet.flip(near[fromNear]) < far[fromFar];
            keys[i] = isNear ? near[fromNear++] : LeafSet.flip(far[fromFar++]);
        }
        return keys;
    }
}
