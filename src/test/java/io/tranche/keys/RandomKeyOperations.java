package io.tranche.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tranche.row.KeyBatch;
import io.tranche.row.LongKeys;
import io.tranche.row.TextKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Does the same random things to a store and to the oracle, and compares every answer. */
final class RandomKeyOperations {
    private static final String[] UNITS = {"copy orders 1", "copy orders 2", "fetch\n{orders}"};
    private static final String[] REFERENCES = {"items.order_id", "notes.order_id", "orders.parent_id"};

    private final KeyStore store;
    private final KeyStore oracle = new NaiveKeyStore();
    private final Random random;
    private final List<KeySpace> spaces = List.of(
            new KeySpace("orders(id)", KeySpace.Kind.INTEGER), new KeySpace("orders(code)", KeySpace.Kind.TEXT));
    private final KeyShape shape;

    /** How far apart keys are. */
    enum KeyShape {
        DENSE,
        STRIDED,
        SPREAD
    }

    RandomKeyOperations(KeyStore store, KeyShape shape, long seed) {
        this.store = store;
        this.shape = shape;
        this.random = new Random(seed);
    }

    void run(int steps) {
        for (int step = 0; step < steps; step++) {
            KeySpace space = spaces.get(random.nextInt(spaces.size()));
            step(space);
            if (step % 16 == 0) {
                compareCounts(space);
            }
        }
        spaces.forEach(this::compareCounts);
        spaces.forEach(this::compareScans);
    }

    private void step(KeySpace space) {
        String unit = UNITS[random.nextInt(UNITS.length)];
        String reference = REFERENCES[random.nextInt(REFERENCES.length)];
        KeyBatch keys = keys(space);
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> assertEquals(oracle.lease(unit, space, keys), store.lease(unit, space, keys), "lease");
            case 3 -> both(each -> each.confirm(unit));
            case 4 -> both(each -> each.release(unit));
            case 5 -> both(each -> each.select(space, keys));
            case 6, 7 -> both(each -> each.want(reference, space, keys));
            case 8 -> take(reference, space);
            default -> compareScan(space);
        }
    }

    private void take(String reference, KeySpace space) {
        int limit = 1 + random.nextInt(300);
        KeyBatch expected = oracle.takeMissing(reference, space, limit);
        assertSame(expected, store.takeMissing(reference, space, limit), "takeMissing");
        if (random.nextInt(3) == 0) {
            both(each -> each.unanswered(space, expected));
        }
    }

    private void compareScan(KeySpace space) {
        KeyStore.Set set = KeyStore.Set.values()[random.nextInt(2)];
        KeyBatch after = random.nextInt(4) == 0 ? null : keys(space);
        int limit = 1 + random.nextInt(500);
        assertSame(oracle.scan(space, set, after, limit), store.scan(space, set, after, limit), "scan " + set);
    }

    private void compareScans(KeySpace space) {
        for (KeyStore.Set set : KeyStore.Set.values()) {
            KeyBatch after = null;
            do {
                KeyBatch expected = oracle.scan(space, set, after, 100);
                assertSame(expected, store.scan(space, set, after, 100), "scan " + set);
                after = expected;
            } while (!after.isEmpty());
        }
    }

    private void compareCounts(KeySpace space) {
        assertEquals(oracle.copied(space), store.copied(space), "copied");
        assertEquals(oracle.selected(space), store.selected(space), "selected");
        for (String reference : REFERENCES) {
            assertEquals(oracle.missing(reference, space), store.missing(reference, space), "missing");
            assertEquals(oracle.orphans(reference, space), store.orphans(reference, space), "orphans");
        }
    }

    private void both(java.util.function.Consumer<KeyStore> step) {
        step.accept(oracle);
        step.accept(store);
    }

    private KeyBatch keys(KeySpace space) {
        int count = 1 + random.nextInt(random.nextInt(8) == 0 ? 900 : 40);
        long start = random.nextInt(3000);
        boolean inOrder = random.nextBoolean();
        long[] longs = new long[count];
        for (int i = 0; i < count; i++) {
            longs[i] = integer(inOrder ? start + i : random.nextInt(3000));
        }
        return switch (space.kind()) {
            case INTEGER -> LongKeys.wrap(longs, count);
            case TEXT -> TextKeys.of(Arrays.stream(longs).mapToObj(this::text).toList());
        };
    }

    /** Around 0, so that "negative" keys, the highest in unsigned order, take part. */
    private long integer(long number) {
        long around = number - 1000;
        return switch (shape) {
            case DENSE -> around;
            case STRIDED -> around * 701;
            case SPREAD -> around * 0x9E3779B97F4A7C15L;
        };
    }

    private byte[] text(long number) {
        List<Byte> bytes = new ArrayList<>();
        for (long rest = number; rest != 0 && bytes.size() < 8; rest >>>= 8) {
            bytes.add((byte) rest);
        }
        byte[] text = new byte[bytes.size() + (number % 50 == 0 ? 300 : 0)];
        for (int i = 0; i < bytes.size(); i++) {
            text[i] = bytes.get(i);
        }
        return text;
    }

    static void assertSame(KeyBatch expected, KeyBatch actual) {
        assertSame(expected, actual, "keys");
    }

    private static void assertSame(KeyBatch expected, KeyBatch actual, String what) {
        assertEquals(texts(expected), texts(actual), what);
    }

    private static List<String> texts(KeyBatch keys) {
        return NaiveKeyStore.objects(keys).stream()
                .map(key -> key instanceof byte[] bytes ? Arrays.toString(bytes) : key.toString())
                .toList();
    }
}
