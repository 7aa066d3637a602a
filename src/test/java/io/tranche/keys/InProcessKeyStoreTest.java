package io.tranche.keys;

import static io.tranche.keys.RandomKeyOperations.assertSame;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.error.RunFailure;
import io.tranche.row.KeyBatch;
import io.tranche.row.LongKeys;
import io.tranche.row.TextKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class InProcessKeyStoreTest extends KeyStoreContractTest {
    @TempDir
    private Path folder;

    @Override
    KeyStore openStore() {
        return new InProcessKeyStore();
    }

    @Test
    void answersLikeTheOracleWhenTextsGoToAFile() {
        long seed =
                Long.getLong("tranche.test.seed", ThreadLocalRandom.current().nextLong());
        System.out.println("answersLikeTheOracleWhenTextsGoToAFile: -Dtranche.test.seed=" + seed);
        try (KeyStore store = new InProcessKeyStore(0, folder)) {
            fillSpaces(store);
            new RandomKeyOperations(store, RandomKeyOperations.KeyShape.DENSE, seed).run(1200);
        }
    }

    /** Limits so small that leaves, tables and runs are moved, merged and parted all the time. */
    @ParameterizedTest
    @EnumSource(RandomKeyOperations.KeyShape.class)
    void answersLikeTheOracleWhenIntegersGoToRuns(RandomKeyOperations.KeyShape shape) {
        long seed =
                Long.getLong("tranche.test.seed", ThreadLocalRandom.current().nextLong());
        System.out.println("answersLikeTheOracleWhenIntegersGoToRuns: -Dtranche.test.seed=" + seed);
        for (long filters : List.of(0L, 1L << 30)) {
            MemoryBudget budget = new MemoryBudget(filters);
            Spill spill = new Spill(new TemporaryFiles(folder), budget, 500, 1, 60);
            try (KeyStore store = new InProcessKeyStore(budget, spill)) {
                new RandomKeyOperations(store, shape, seed).run(1500);
            }
        }
    }

    /** Runs of this length are in files. */
    @Test
    void takesEachOfManySpreadIntegersOnceAndInOrder() {
        Random random = new Random(5);
        long[] keys = random.longs(300_000).toArray();
        MemoryBudget budget = new MemoryBudget(1 << 30);
        Spill spill = new Spill(new TemporaryFiles(folder), budget, 1 << 20, 20, 20_000);
        try (KeyStore store = new InProcessKeyStore(budget, spill)) {
            for (int from = 0; from < keys.length; from += 1000) {
                LongKeys batch = LongKeys.of(Arrays.copyOfRange(keys, from, from + 1000));
                store.want("items.order_id", ORDERS, batch);
                store.want("items.order_id", ORDERS, batch);
                if (from % 3000 == 0) {
                    assertEquals(1000, store.lease("unit", ORDERS, batch).cardinality());
                }
            }
            assertEquals(200_000, store.missing("items.order_id", ORDERS));
            store.release("unit");
            long[] expected = Arrays.stream(keys)
                    .boxed()
                    .sorted(Long::compareUnsigned)
                    .mapToLong(Long::longValue)
                    .toArray();
            for (int from = 0; from < keys.length; from += 10_000) {
                KeyBatch taken = store.takeMissing("items.order_id", ORDERS, 10_000);
                assertSame(LongKeys.of(Arrays.copyOfRange(expected, from, from + 10_000)), taken);
                assertEquals(10_000, store.lease("second", ORDERS, taken).cardinality());
                assertTrue(store.lease("third", ORDERS, taken).isEmpty());
            }
            assertEquals(0, store.missing("items.order_id", ORDERS));
            assertSame(LongKeys.of(Arrays.copyOf(expected, 50)), store.scan(ORDERS, KeyStore.Set.COPIED, null, 50));
        }
    }

    @Test
    void leavesNoFileBehind() throws IOException {
        try (KeyStore store = new InProcessKeyStore(0, folder)) {
            fillSpaces(store);
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void failsWithAMessageWhenTheTemporaryFileCannotBeMade() {
        Path absent = folder.resolve("absent");
        try (KeyStore store = new InProcessKeyStore(0, absent)) {
            RunFailure failure = assertThrows(RunFailure.class, () -> fillSpaces(store));
            assertTrue(failure.getMessage().contains(absent.toString()), failure.getMessage());
        }
    }

    @Test
    void keepsTextsExactlyWhenTheyGoToAFile() {
        List<byte[]> texts = IntStream.range(0, 60_000)
                .mapToObj(i -> ("%0" + (1 + i % 300) + "d").formatted(i).getBytes(UTF_8))
                .toList();
        try (KeyStore store = new InProcessKeyStore(1 << 20, folder)) {
            assertEquals(60_000, store.lease("a", CODES, TextKeys.of(texts)).cardinality());
            assertTrue(store.lease("b", CODES, TextKeys.of(texts)).isEmpty());
            List<byte[]> sorted =
                    texts.stream().sorted(java.util.Arrays::compareUnsigned).toList();
            KeyBatch first = store.scan(CODES, KeyStore.Set.COPIED, null, 30_000);
            assertSame(TextKeys.of(sorted.subList(0, 30_000)), first);
            assertSame(
                    TextKeys.of(sorted.subList(30_000, 60_000)), store.scan(CODES, KeyStore.Set.COPIED, first, 30_000));
        }
    }

    @Test
    void walksASelfReferenceAHundredThousandDeep() {
        try (KeyStore store = new InProcessKeyStore()) {
            long key = 1;
            for (int depth = 0; depth < 100_000; depth++) {
                String unit = "unit " + depth;
                LongKeys keys = LongKeys.of(key);
                store.lease(unit, ORDERS, keys);
                key = key * 6364136223846793005L + 1442695040888963407L;
                store.want("orders.parent_id", ORDERS, LongKeys.of(key));
                store.confirm(unit);
                assertSame(LongKeys.of(key), store.takeMissing("orders.parent_id", ORDERS, 1000));
            }
            assertEquals(100_000, store.copied(ORDERS));
        }
    }

    /** More than the 4 MB that stay in memory whatever the budget, in the space that the random test then uses. */
    private static void fillSpaces(KeyStore store) {
        KeySpace other = new KeySpace("other", KeySpace.Kind.TEXT);
        for (KeySpace space : List.of(CODES, other)) {
            List<byte[]> texts = IntStream.range(0, 30_000)
                    .mapToObj(i -> ("%0200d".formatted(i)).getBytes(UTF_8))
                    .toList();
            store.lease("filler", space, TextKeys.of(texts));
        }
        store.release("filler");
    }
}
