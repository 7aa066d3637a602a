package io.tranche.keys;

import io.tranche.row.KeyBatch;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The keys of one space in this process, as sets of {@link Handles}. Thread-safe; one thread at a time works on a space.
 *
 * <p>Invariant: a reference's missing keys are its wanted ones, less the copied, less the taken ones. Every method keeps
 * their number. The keys themselves are among the reference's candidates, which may also hold keys that were copied or taken
 * meanwhile: to pass over these when they are polled costs less than to look for each copied key at once.
 */
final class KeysOfSpace {
    private final Handles handles;
    private final TemporaryFiles files;
    private final LongSet copied;
    private final LongSet selected;
    private final LongSet taken;
    private final LongSet unanswered;
    private final Map<String, Wish> wishes = new HashMap<>();
    private final Map<String, LeaseLog> leases = new HashMap<>();
    private final Map<KeyStore.Set, KeyOrder> orders = new EnumMap<>(KeyStore.Set.class);

    /** What one reference wants. */
    private static final class Wish {
        private final LongSet wanted;
        private final LongSet candidates;
        private final KeyOrder order;
        private long missing;

        Wish(Handles handles) {
            wanted = handles.set(Lookups.MANY);
            candidates = handles.set(Lookups.FEW);
            order = handles.order();
        }
    }

    KeysOfSpace(Handles handles, TemporaryFiles files) {
        this.handles = handles;
        this.files = files;
        copied = handles.set(Lookups.MANY);
        selected = handles.set(Lookups.MANY);
        taken = handles.set(Lookups.MANY);
        unanswered = handles.set(Lookups.MANY);
    }

    synchronized BitSet lease(String unit, KeyBatch keys) {
        LeaseLog lease = leases.computeIfAbsent(unit, any -> new LeaseLog(files));
        Batch batch = Batch.of(handles, keys);
        long[] ascending = batch.ascending();
        BitSet won = new BitSet(ascending.length);
        for (int i = 0; i < ascending.length; i++) {
            if (copied.add(ascending[i])) {
                won.set(i);
                if (!taken.contains(ascending[i])) {
                    noLongerMissing(ascending[i], null);
                }
            }
        }
        lease.add(won.stream().mapToLong(i -> ascending[i]).toArray());
        return batch.places(won);
    }

    synchronized void confirm(String unit) {
        LeaseLog lease = leases.remove(unit);
        if (lease != null) {
            lease.close();
        }
    }

    synchronized void release(String unit) {
        LeaseLog lease = leases.remove(unit);
        if (lease == null) {
            return;
        }
        lease.forEach(handle -> {
            copied.remove(handle);
            if (!taken.contains(handle)) {
                missingAgain(handle);
            }
        });
        lease.close();
    }

    synchronized void select(KeyBatch keys) {
        for (long handle : Batch.of(handles, keys).ascending()) {
            selected.add(handle);
        }
    }

    synchronized void want(String reference, KeyBatch keys) {
        Wish wish = wishes.computeIfAbsent(reference, any -> new Wish(handles));
        for (long handle : Batch.of(handles, keys).ascending()) {
            if (wish.wanted.add(handle) && isMissing(handle)) {
                wish.candidates.addNew(handle);
                wish.missing++;
            }
        }
    }

    synchronized KeyBatch takeMissing(String reference, int limit) {
        Wish wish = wishes.get(reference);
        long[] lowest = new long[wish == null ? 0 : (int) Math.min(limit, wish.missing)];
        int count = 0;
        while (count < lowest.length) {
            if (wish.candidates.isEmpty()) {
                throw new IllegalStateException(reference + " misses keys that are no candidates");
            }
            for (long candidate : wish.order.poll(wish.candidates, lowest.length - count)) {
                if (isMissing(candidate)) {
                    lowest[count++] = candidate;
                }
            }
        }
        for (long handle : Batch.of(lowest).ascending()) {
            taken.addNew(handle);
            noLongerMissing(handle, wish);
        }
        if (wish != null) {
            wish.missing -= count;
        }
        return handles.keys(lowest);
    }

    synchronized long missing(String reference) {
        Wish wish = wishes.get(reference);
        return wish == null ? 0 : wish.missing;
    }

    synchronized void unanswered(KeyBatch keys) {
        for (long handle : Batch.of(handles, keys).ascending()) {
            unanswered.add(handle);
        }
    }

    synchronized long orphans(String reference) {
        Wish wish = wishes.get(reference);
        return wish == null ? 0 : wish.wanted.intersection(unanswered);
    }

    synchronized long copied() {
        return copied.size();
    }

    synchronized long selected() {
        return copied.intersection(selected);
    }

    synchronized KeyBatch scan(KeyStore.Set set, KeyBatch after, int limit) {
        LongSet members =
                switch (set) {
                    case COPIED -> copied;
                    case SELECTED -> selected;
                };
        KeyOrder order = orders.computeIfAbsent(set, any -> handles.order());
        int last = after == null ? -1 : after.size() - 1;
        return handles.keys(order.after(members, after, last, limit));
    }

    /** Whether a wanted key is missing. */
    private boolean isMissing(long handle) {
        return !copied.contains(handle) && !taken.contains(handle);
    }

    /** @param counted null, or a wish that need not be told */
    private void noLongerMissing(long handle, Wish counted) {
        for (Wish wish : wishes.values()) {
            if (wish != counted && wish.missing > 0 && wish.wanted.contains(handle)) {
                wish.missing--;
            }
        }
    }

    private void missingAgain(long handle) {
        for (Wish wish : wishes.values()) {
            if (wish.wanted.contains(handle)) {
                wish.missing++;
                wish.candidates.add(handle);
            }
        }
    }
}
