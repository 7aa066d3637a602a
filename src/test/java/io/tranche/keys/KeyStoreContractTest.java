package io.tranche.keys;

import static io.tranche.keys.RandomKeyOperations.assertSame;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.row.KeyBatch;
import io.tranche.row.LongKeys;
import io.tranche.row.TextKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link KeyStore} promises. */
abstract class KeyStoreContractTest {
    static final KeySpace ORDERS = new KeySpace("orders(id)", KeySpace.Kind.INTEGER);
    static final KeySpace CODES = new KeySpace("orders(code)", KeySpace.Kind.TEXT);
    private static final String ITEMS = "items.order_id";
    private static final String NOTES = "notes.order_id";

    private KeyStore store;

    /** An empty store. */
    abstract KeyStore openStore();

    @BeforeEach
    void openEmptyStore() {
        store = openStore();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @ParameterizedTest
    @EnumSource(KeySpace.Kind.class)
    void leasesEachKeyToTheFirstWhoAsks(KeySpace.Kind kind) {
        assertEquals(bits(0, 1, 2), store.lease("a", space(kind), keys(kind, 3, 1, 2)));
        assertEquals(bits(1), store.lease("b", space(kind), keys(kind, 2, 4)));
        assertEquals(bits(), store.lease("a", space(kind), keys(kind, 1, 2, 3, 4)));
        assertEquals(4, store.copied(space(kind)));
    }

    @ParameterizedTest
    @EnumSource(KeySpace.Kind.class)
    void leasesTheFirstOfDuplicatesInOneBatch(KeySpace.Kind kind) {
        assertEquals(bits(0, 2), store.lease("a", space(kind), keys(kind, 7, 7, 5, 7, 5)));
        assertEquals(2, store.copied(space(kind)));
    }

    @ParameterizedTest
    @EnumSource(KeySpace.Kind.class)
    void refusesALeasedKeyUntilItIsReleased(KeySpace.Kind kind) {
        store.lease("a", space(kind), keys(kind, 1, 2));
        assertEquals(bits(), store.lease("b", space(kind), keys(kind, 1)));
        store.release("a");
        assertEquals(0, store.copied(space(kind)));
        assertEquals(bits(0), store.lease("b", space(kind), keys(kind, 1)));
        store.release("a");
        assertEquals(1, store.copied(space(kind)));
    }

    @ParameterizedTest
    @EnumSource(KeySpace.Kind.class)
    void keepsConfirmedKeysForGood(KeySpace.Kind kind) {
        store.lease("a", space(kind), keys(kind, 1, 2));
        store.confirm("a");
        store.confirm("a");
        store.release("a");
        assertEquals(2, store.copied(space(kind)));
        store.lease("a", space(kind), keys(kind, 3));
        store.release("a");
        assertEquals(2, store.copied(space(kind)));
        store.release("never seen");
        store.confirm("never seen");
    }

    @Test
    void confirmsAndReleasesAUnitsLeasesInAllSpaces() {
        store.lease("a", ORDERS, LongKeys.of(1, 2, 3));
        store.lease("a", CODES, texts("x", "y"));
        store.lease("a", ORDERS, LongKeys.of(3, 4));
        store.release("a");
        assertEquals(0, store.copied(ORDERS));
        assertEquals(0, store.copied(CODES));
    }

    @ParameterizedTest
    @EnumSource(KeySpace.Kind.class)
    void givesMissingKeysOnceAndInOrder(KeySpace.Kind kind) {
        store.want(ITEMS, space(kind), keys(kind, 9, 3, 7, 3, 5, 1));
        store.lease("a", space(kind), keys(kind, 5));
        assertEquals(4, store.missing(ITEMS, space(kind)));
        assertSame(keys(kind, 1, 3), store.takeMissing(ITEMS, space(kind), 2));
        assertSame(keys(kind, 7, 9), store.takeMissing(ITEMS, space(kind), 10));
        assertTrue(store.takeMissing(ITEMS, space(kind), 10).isEmpty());
        assertEquals(0, store.missing(ITEMS, space(kind)));
    }

    @ParameterizedTest
    @EnumSource(KeySpace.Kind.class)
    void takesAKeyOnceWhicheverReferenceWantsIt(KeySpace.Kind kind) {
        store.want(ITEMS, space(kind), keys(kind, 1, 2));
        store.want(NOTES, space(kind), keys(kind, 2, 3));
        assertSame(keys(kind, 1, 2), store.takeMissing(ITEMS, space(kind), 10));
        assertEquals(1, store.missing(NOTES, space(kind)));
        assertSame(keys(kind, 3), store.takeMissing(NOTES, space(kind), 10));
        store.want(NOTES, space(kind), keys(kind, 1, 2, 3));
        store.want("third", space(kind), keys(kind, 1, 2, 3));
        assertTrue(store.takeMissing(NOTES, space(kind), 10).isEmpty());
        assertTrue(store.takeMissing("third", space(kind), 10).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(KeySpace.Kind.class)
    void missesAWantedKeyAgainWhenItsLeaseIsReleased(KeySpace.Kind kind) {
        store.want(ITEMS, space(kind), keys(kind, 1, 2));
        assertSame(keys(kind, 1), store.takeMissing(ITEMS, space(kind), 1));
        store.lease("a", space(kind), keys(kind, 1, 2, 3));
        store.want(NOTES, space(kind), keys(kind, 3));
        assertEquals(0, store.missing(ITEMS, space(kind)));
        assertEquals(0, store.missing(NOTES, space(kind)));
        store.release("a");
        assertEquals(1, store.missing(ITEMS, space(kind)));
        assertSame(keys(kind, 2), store.takeMissing(ITEMS, space(kind), 10));
        assertSame(keys(kind, 3), store.takeMissing(NOTES, space(kind), 10));
    }

    @ParameterizedTest
    @EnumSource(KeySpace.Kind.class)
    void countsOrphansPerReferenceThatWantedThem(KeySpace.Kind kind) {
        store.want(ITEMS, space(kind), keys(kind, 1, 2, 3));
        store.want(NOTES, space(kind), keys(kind, 3));
        store.takeMissing(ITEMS, space(kind), 10);
        store.unanswered(space(kind), keys(kind, 2, 3, 3));
        store.unanswered(space(kind), keys(kind, 3));
        assertEquals(2, store.orphans(ITEMS, space(kind)));
        assertEquals(1, store.orphans(NOTES, space(kind)));
        store.want("late", space(kind), keys(kind, 2, 4));
        assertEquals(1, store.orphans("late", space(kind)));
    }

    @ParameterizedTest
    @EnumSource(KeySpace.Kind.class)
    void countsSelectedKeysAmongTheCopiedOnes(KeySpace.Kind kind) {
        store.select(space(kind), keys(kind, 1, 2, 9));
        assertEquals(0, store.selected(space(kind)));
        store.lease("a", space(kind), keys(kind, 1, 2, 3));
        assertEquals(2, store.selected(space(kind)));
        store.release("a");
        assertEquals(0, store.selected(space(kind)));
        store.lease("b", space(kind), keys(kind, 2));
        store.select(space(kind), keys(kind, 2));
        assertEquals(1, store.selected(space(kind)));
    }

    @ParameterizedTest
    @EnumSource(KeySpace.Kind.class)
    void scansCopiedAndSelectedKeysInOrder(KeySpace.Kind kind) {
        store.lease("a", space(kind), keys(kind, 5, 900, 1, 70));
        store.select(space(kind), keys(kind, 70, 5));
        assertSame(keys(kind, 1, 5), store.scan(space(kind), KeyStore.Set.COPIED, null, 2));
        assertSame(keys(kind, 70, 900), store.scan(space(kind), KeyStore.Set.COPIED, keys(kind, 1, 5), 2));
        assertTrue(
                store.scan(space(kind), KeyStore.Set.COPIED, keys(kind, 900), 2).isEmpty());
        assertSame(keys(kind, 5, 70), store.scan(space(kind), KeyStore.Set.SELECTED, null, 9));
        store.lease("b", space(kind), keys(kind, 6));
        store.select(space(kind), keys(kind, 6));
        assertSame(keys(kind, 6, 70), store.scan(space(kind), KeyStore.Set.SELECTED, keys(kind, 5), 9));
        store.release("a");
        assertSame(keys(kind, 6), store.scan(space(kind), KeyStore.Set.COPIED, null, 9));
        assertSame(keys(kind, 5, 6, 70), store.scan(space(kind), KeyStore.Set.SELECTED, null, 9));
    }

    @Test
    void ordersIntegersAsUnsignedPatternsAndTextsByUnsignedBytes() {
        LongKeys ascending =
                LongKeys.of(0, 1, 31, 32, 2047, 2048, 65535, 65536, Long.MAX_VALUE, Long.MIN_VALUE, -2, -1);
        store.want(ITEMS, ORDERS, ascending);
        store.lease("a", ORDERS, ascending);
        store.release("a");
        assertSame(ascending, store.takeMissing(ITEMS, ORDERS, 100));
        store.lease("a", ORDERS, ascending);
        assertSame(LongKeys.of(-2, -1), store.scan(ORDERS, KeyStore.Set.COPIED, LongKeys.of(Long.MIN_VALUE), 100));
        TextKeys texts = TextKeys.of(List.of(
                new byte[0],
                new byte[] {0},
                new byte[] {0, 0},
                new byte[] {1},
                new byte[] {'\r', '\n'},
                new byte[] {127},
                new byte[] {-128},
                new byte[] {-1},
                new byte[] {-1, 0}));
        store.want(ITEMS, CODES, texts);
        assertSame(texts, store.takeMissing(ITEMS, CODES, 100));
    }

    @Test
    void keepsSpacesAndReferencesApartWhateverTheirNames() {
        KeySpace strange = new KeySpace("{a}:\u0000é*?[b]", KeySpace.Kind.INTEGER);
        store.lease("a", strange, LongKeys.of(1));
        store.want("r:{x}*", strange, LongKeys.of(2));
        assertEquals(0, store.copied(ORDERS));
        assertEquals(1, store.copied(strange));
        assertEquals(0, store.missing("r:{x}", strange));
        assertSame(LongKeys.of(2), store.takeMissing("r:{x}*", strange, 1));
    }

    @Test
    void takesEmptyBatches() {
        assertEquals(bits(), store.lease("a", ORDERS, LongKeys.EMPTY));
        assertEquals(bits(), store.lease("a", CODES, TextKeys.EMPTY));
        store.want(ITEMS, CODES, TextKeys.EMPTY);
        store.select(ORDERS, LongKeys.EMPTY);
        store.unanswered(ORDERS, LongKeys.EMPTY);
        store.confirm("a");
        assertEquals(0, store.copied(ORDERS));
        assertTrue(store.takeMissing(ITEMS, CODES, 10).isEmpty());
        assertTrue(store.scan(CODES, KeyStore.Set.COPIED, null, 10).isEmpty());
    }

    @Test
    void takesLargeBatchesOfLongTexts() {
        List<byte[]> keys = LongStream.range(0, 20_000)
                .mapToObj(i -> ("%0200d".formatted(i * 7919 % 20_000)).getBytes(UTF_8))
                .toList();
        assertEquals(20_000, store.lease("a", CODES, TextKeys.of(keys)).cardinality());
        store.want(ITEMS, CODES, TextKeys.of(keys));
        assertEquals(0, store.missing(ITEMS, CODES));
        store.release("a");
        assertEquals(20_000, store.missing(ITEMS, CODES));
        List<byte[]> sorted = keys.stream().sorted(Arrays::compareUnsigned).toList();
        assertSame(TextKeys.of(sorted.subList(0, 15_000)), store.takeMissing(ITEMS, CODES, 15_000));
        assertSame(TextKeys.of(sorted.subList(15_000, 20_000)), store.takeMissing(ITEMS, CODES, 15_000));
    }

    @ParameterizedTest
    @EnumSource(RandomKeyOperations.KeyShape.class)
    void answersLikeTheOracle(RandomKeyOperations.KeyShape shape) {
        long seed =
                Long.getLong("tranche.test.seed", ThreadLocalRandom.current().nextLong());
        System.out.println("answersLikeTheOracle " + shape + ": -Dtranche.test.seed=" + seed);
        new RandomKeyOperations(store, shape, seed).run(1200);
    }

    @ParameterizedTest
    @EnumSource(KeySpace.Kind.class)
    void leasesEachKeyOnceAmongEightThreads(KeySpace.Kind kind) throws Exception {
        int keys = 20_000;
        List<Future<Integer>> wins = inParallel(thread -> {
            int won = 0;
            for (int i = 0; i < 40; i++) {
                long start = (i * 7L + thread * 13L) % 40 * (keys / 40);
                String unit = "unit " + thread + "/" + i;
                KeyBatch batch =
                        keys(kind, LongStream.range(start, start + keys / 40).toArray());
                int mine = store.lease(unit, space(kind), batch).cardinality();
                boolean keep = (i + thread) % 3 != 0;
                if (keep) {
                    store.confirm(unit);
                } else {
                    store.release(unit);
                }
                won += keep ? mine : 0;
            }
            return won;
        });
        long sum = 0;
        for (Future<Integer> each : wins) {
            sum += each.get();
        }
        assertEquals(sum, store.copied(space(kind)));
        int rest = store.lease(
                        "last",
                        space(kind),
                        keys(kind, LongStream.range(0, keys).toArray()))
                .cardinality();
        assertEquals(keys, sum + rest);
    }

    @ParameterizedTest
    @EnumSource(KeySpace.Kind.class)
    void takesEachMissingKeyOnceAmongEightThreads(KeySpace.Kind kind) throws Exception {
        store.want(ITEMS, space(kind), keys(kind, LongStream.range(0, 6_000).toArray()));
        store.want(NOTES, space(kind), keys(kind, LongStream.range(3_000, 9_000).toArray()));
        List<Future<List<Object>>> taken = inParallel(thread -> {
            List<Object> mine = new ArrayList<>();
            String reference = thread % 2 == 0 ? ITEMS : NOTES;
            KeyBatch batch = store.takeMissing(reference, space(kind), 100);
            while (!batch.isEmpty()) {
                mine.addAll(NaiveKeyStore.objects(batch));
                batch = store.takeMissing(reference, space(kind), 100);
            }
            return mine;
        });
        List<String> all = new ArrayList<>();
        for (Future<List<Object>> each : taken) {
            each.get().forEach(key -> all.add(key instanceof byte[] bytes ? new String(bytes, UTF_8) : key.toString()));
        }
        assertEquals(9_000, all.size());
        assertEquals(9_000, all.stream().distinct().count());
    }

    private interface Job<T> {
        T run(int thread);
    }

    private static <T> List<Future<T>> inParallel(Job<T> job) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<T>> jobs = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int thread = i;
                jobs.add(() -> job.run(thread));
            }
            return threads.invokeAll(jobs);
        } finally {
            threads.shutdown();
        }
    }

    static KeySpace space(KeySpace.Kind kind) {
        return switch (kind) {
            case INTEGER -> ORDERS;
            case TEXT -> CODES;
        };
    }

    static KeyBatch keys(KeySpace.Kind kind, long... numbers) {
        return switch (kind) {
            case INTEGER -> LongKeys.of(numbers);
            case TEXT ->
                TextKeys.of(Arrays.stream(numbers)
                        .mapToObj(number -> "%05d".formatted(number).getBytes(UTF_8))
                        .toList());
        };
    }

    static TextKeys texts(String... texts) {
        return TextKeys.of(
                Arrays.stream(texts).map(text -> text.getBytes(UTF_8)).toList());
    }

    static BitSet bits(int... set) {
        BitSet bits = new BitSet();
        Arrays.stream(set).forEach(bits::set);
        return bits;
    }
}
