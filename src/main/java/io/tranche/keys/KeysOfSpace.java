package io.tranche.keys;

import io.tranche.row.KeyBatch;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The keys of one space in this process, as sets of {@link Handles}. Thread-safe; one thread at a time works on a space.
 *
 * <p>Invariant: a reference's missing keys are its wanted ones, less the copied, less the taken ones. Every method keeps it,
 * so that asking for missing keys never needs a search.
 */
final class KeysOfSpace {
    private final Handles handles;
    private final LongSet copied = new LongSet();
    private final LongSet selected = new LongSet();
    private final LongSet taken = new LongSet();
    private final LongSet unanswered = new LongSet();
    private final Map<String, Wish> wishes = new HashMap<>();
    private final Map<String, LongSet> leases = new HashMap<>();
    private final Map<KeyStore.Set, KeyOrder> orders = new EnumMap<>(KeyStore.Set.class);

    /** What one reference wants. */
    private record Wish(LongSet wanted, LongSet missing, KeyOrder order) {}

    KeysOfSpace(Handles handles) {
        this.handles = handles;
    }

    synchronized BitSet lease(String unit, KeyBatch keys) {
        LongSet lease = leases.computeIfAbsent(unit, any -> new LongSet());
        Batch batch = Batch.of(handles, keys);
        long[] ascending = batch.ascending();
        BitSet won = new BitSet(ascending.length);
        for (int i = 0; i < ascending.length; i++) {
            if (copied.add(ascending[i])) {
                won.set(i);
                lease.add(ascending[i]);
            }
        }
        noLongerMissing(ascending);
        return batch.places(won);
    }

    synchronized void confirm(String unit) {
        leases.remove(unit);
    }

    synchronized void release(String unit) {
        LongSet lease = leases.remove(unit);
        if (lease == null) {
            return;
        }
        for (long handle : lease.poll(Integer.MAX_VALUE - 8)) {
            copied.remove(handle);
            for (Wish wish : wishes.values()) {
                if (wish.wanted.contains(handle) && !taken.contains(handle)) {
                    wish.missing.add(handle);
                }
            }
        }
    }

    synchronized void select(KeyBatch keys) {
        for (long handle : Batch.of(handles, keys).ascending()) {
            selected.add(handle);
        }
    }

    synchronized void want(String reference, KeyBatch keys) {
        Wish wish = wishes.computeIfAbsent(reference, any -> new Wish(new LongSet(), new LongSet(), handles.order()));
        for (long handle : Batch.of(handles, keys).ascending()) {
            if (wish.wanted.add(handle) && !copied.contains(handle) && !taken.contains(handle)) {
                wish.missing.add(handle);
            }
        }
    }

    synchronized KeyBatch takeMissing(String reference, int limit) {
        Wish wish = wishes.get(reference);
        if (wish == null) {
            return handles.keys(new long[0]);
        }
        long[] lowest = wish.order.poll(wish.missing, limit);
        long[] ascending = Batch.of(lowest).ascending();
        for (long handle : ascending) {
            taken.add(handle);
        }
        noLongerMissing(ascending);
        return handles.keys(lowest);
    }

    synchronized long missing(String reference) {
        Wish wish = wishes.get(reference);
        return wish == null ? 0 : wish.missing.size();
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

    private void noLongerMissing(long[] ascending) {
        for (Wish wish : wishes.values()) {
            for (int i = 0; i < ascending.length && !wish.missing.isEmpty(); i++) {
                wish.missing.remove(ascending[i]);
            }
        }
    }
}
