package io.tranche.keys;

import io.tranche.row.KeyBatch;
import io.tranche.row.LongKeys;
import io.tranche.row.TextKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The oracle: {@link KeyStore}'s words, one by one, in sorted sets of objects. One thread only. */
final class NaiveKeyStore implements KeyStore {
    private final Map<KeySpace, State> states = new HashMap<>();

    private static final class State {
        private final Comparator<Object> order;
        private final NavigableSet<Object> copied;
        private final NavigableSet<Object> selected;
        private final NavigableSet<Object> taken;
        private final NavigableSet<Object> unanswered;
        private final Map<String, NavigableSet<Object>> wanted = new HashMap<>();
        private final Map<Object, String> leasedBy;

        State(KeySpace.Kind kind) {
            order = switch (kind) {
                case INTEGER -> (a, b) -> Long.compareUnsigned((Long) a, (Long) b);
                case TEXT -> (a, b) -> Arrays.compareUnsigned((byte[]) a, (byte[]) b);
            };
            copied = new TreeSet<>(order);
            selected = new TreeSet<>(order);
            taken = new TreeSet<>(order);
            unanswered = new TreeSet<>(order);
            leasedBy = new TreeMap<>(order);
        }

        NavigableSet<Object> wanted(String reference) {
            return wanted.computeIfAbsent(reference, any -> new TreeSet<>(order));
        }

        NavigableSet<Object> missing(String reference) {
            NavigableSet<Object> missing = new TreeSet<>(order);
            for (Object key : wanted(reference)) {
                if (!copied.contains(key) && !taken.contains(key)) {
                    missing.add(key);
                }
            }
            return missing;
        }
    }

    @Override
    public BitSet lease(String unit, KeySpace space, KeyBatch keys) {
        BitSet won = new BitSet();
        List<Object> all = objects(keys);
        for (int i = 0; i < all.size(); i++) {
            if (of(space).copied.add(all.get(i))) {
                won.set(i);
                of(space).leasedBy.put(all.get(i), unit);
            }
        }
        return won;
    }

    @Override
    public void confirm(String unit) {
        states.values().forEach(state -> state.leasedBy.values().removeIf(unit::equals));
    }

    @Override
    public void release(String unit) {
        for (State state : states.values()) {
            state.copied.removeIf(key -> unit.equals(state.leasedBy.get(key)));
            state.leasedBy.values().removeIf(unit::equals);
        }
    }

    @Override
    public void select(KeySpace space, KeyBatch keys) {
        of(space).selected.addAll(objects(keys));
    }

    @Override
    public void want(String reference, KeySpace space, KeyBatch keys) {
        of(space).wanted(reference).addAll(objects(keys));
    }

    @Override
    public KeyBatch takeMissing(String reference, KeySpace space, int limit) {
        List<Object> lowest = of(space).missing(reference).stream().limit(limit).toList();
        of(space).taken.addAll(lowest);
        return batch(space, lowest);
    }

    @Override
    public long missing(String reference, KeySpace space) {
        return of(space).missing(reference).size();
    }

    @Override
    public void unanswered(KeySpace space, KeyBatch keys) {
        of(space).unanswered.addAll(objects(keys));
    }

    @Override
    public long orphans(String reference, KeySpace space) {
        return of(space).wanted(reference).stream()
                .filter(of(space).unanswered::contains)
                .count();
    }

    @Override
    public long copied(KeySpace space) {
        return of(space).copied.size();
    }

    @Override
    public long selected(KeySpace space) {
        return of(space).selected.stream().filter(of(space).copied::contains).count();
    }

    @Override
    public KeyBatch scan(KeySpace space, Set set, KeyBatch after, int limit) {
        NavigableSet<Object> members =
                switch (set) {
                    case COPIED -> of(space).copied;
                    case SELECTED -> of(space).selected;
                };
        List<Object> last = after == null ? List.of() : objects(after);
        NavigableSet<Object> rest = last.isEmpty() ? members : members.tailSet(last.get(last.size() - 1), false);
        return batch(space, rest.stream().limit(limit).toList());
    }

    @Override
    public void close() {
        states.clear();
    }

    private State of(KeySpace space) {
        return states.computeIfAbsent(space, any -> new State(space.kind()));
    }

    static List<Object> objects(KeyBatch keys) {
        List<Object> objects = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            if (keys instanceof LongKeys longs) {
                objects.add(longs.get(i));
            } else if (keys instanceof TextKeys texts) {
                objects.add(texts.get(i));
            }
        }
        return objects;
    }

    private static KeyBatch batch(KeySpace space, List<Object> keys) {
        return switch (space.kind()) {
            case INTEGER ->
                LongKeys.of(keys.stream().mapToLong(key -> (Long) key).toArray());
            case TEXT -> TextKeys.of(keys.stream().map(key -> (byte[]) key).toList());
        };
    }
}
