package io.tranche.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LongSetTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 3, 100, 700, 70_000, 0x9E3779B97F4A7C15L})
    void behavesLikeASortedSetWhateverTheDistanceOfKeys(long distance) {
        long seed =
                Long.getLong("tranche.test.seed", ThreadLocalRandom.current().nextLong());
        System.out.println("LongSetTest: -Dtranche.test.seed=" + seed);
        Random random = new Random(seed);
        LongSet set = new LongSet();
        NavigableSet<Long> expected = new TreeSet<>(Long::compareUnsigned);
        for (int round = 0; round < 400; round++) {
            change(set, expected, random, distance);
            assertEquals(expected.size(), set.size());
            long from = key(random, distance);
            assertArrayEquals(array(expected.tailSet(from, false), 50), set.after(from, 50));
        }
        assertArrayEquals(array(expected, Integer.MAX_VALUE), set.first(Integer.MAX_VALUE));
        while (!expected.isEmpty()) {
            int count = 1 + random.nextInt(5_000);
            long[] lowest = array(expected, count);
            assertArrayEquals(lowest, set.poll(count));
            for (long key : lowest) {
                expected.remove(key);
            }
        }
        assertEquals(0, set.size());
    }

    /** Keys change between leaves and runs: what is far apart first, and then close. */
    @ParameterizedTest
    @ValueSource(longs = {1, 3, 700, 0x9E3779B97F4A7C15L})
    void behavesLikeASortedSetWhenItSpills(long distance, @TempDir Path folder) {
        long seed =
                Long.getLong("tranche.test.seed", ThreadLocalRandom.current().nextLong());
        System.out.println("LongSetTest: -Dtranche.test.seed=" + seed);
        Random random = new Random(seed);
        MemoryBudget budget = new MemoryBudget(1 << 20);
        try (TemporaryFiles files = new TemporaryFiles(folder)) {
            LongSet set = new LongSet(new Spill(files, budget, 20_000, 4, 1000), Lookups.MANY);
            NavigableSet<Long> expected = new TreeSet<>(Long::compareUnsigned);
            for (int round = 0; round < 400; round++) {
                change(set, expected, random, round % 10 == 0 ? distance * 1_000_003 : distance);
                assertEquals(expected.size(), set.size());
                long from = key(random, distance);
                assertArrayEquals(array(expected.tailSet(from, false), 50), set.after(from, 50));
                if (round % 7 == 0) {
                    int count = 1 + random.nextInt(300);
                    long[] lowest = array(expected, count);
                    assertArrayEquals(lowest, set.poll(count));
                    for (long key : lowest) {
                        expected.remove(key);
                    }
                }
            }
            assertArrayEquals(array(expected, Integer.MAX_VALUE), set.first(Integer.MAX_VALUE));
            assertEquals(expected.size(), set.intersection(set));
            assertArrayEquals(array(expected, Integer.MAX_VALUE), set.poll(Integer.MAX_VALUE));
            assertEquals(0, set.size());
            assertTrue(budget.tryHold(1 << 20), "filters that were freed");
        }
    }

    @Test
    void freesItsFiltersWhenTheLastKeysOfARunWereRemoved(@TempDir Path folder) {
        MemoryBudget budget = new MemoryBudget(1 << 20);
        try (TemporaryFiles files = new TemporaryFiles(folder)) {
            LongSet set = new LongSet(new Spill(files, budget, 100, 0, 100), Lookups.MANY);
            for (long key = 0; key < 1000; key++) {
                set.add(key << 40);
            }
            assertEquals(1000, set.first(2000).length); // from here on all of them are in runs
            set.remove(999L << 40);
            assertEquals(999, set.poll(Integer.MAX_VALUE).length);
            assertTrue(budget.tryHold(1 << 20), "filters that were freed");
            assertTrue(set.add(999L << 40));
        }
    }

    @Test
    void keepsBothEndsOfTheRange() {
        LongSet set = new LongSet();
        set.add(-1);
        set.add(0);
        for (long key = -600; key < 600; key++) {
            set.add(key);
        }
        assertEquals(1200, set.size());
        assertArrayEquals(new long[] {0, 1}, set.first(2));
        assertArrayEquals(new long[] {-1}, set.after(-2, 9));
        assertArrayEquals(new long[0], set.after(-1, 9));
        assertArrayEquals(new long[] {-600}, set.after(599, 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 90, 70_000})
    void subtractsAndIntersects(long distance) {
        Random random = new Random(distance);
        LongSet first = new LongSet();
        LongSet second = new LongSet();
        NavigableSet<Long> both = new TreeSet<>(Long::compareUnsigned);
        NavigableSet<Long> rest = new TreeSet<>(Long::compareUnsigned);
        for (int i = 0; i < 20_000; i++) {
            long key = i * distance;
            boolean inSecond = random.nextInt(3) == 0;
            first.add(key);
            (inSecond ? both : rest).add(key);
            if (inSecond) {
                second.add(key);
            }
            second.add(-1 - key);
        }
        assertEquals(both.size(), first.intersection(second));
        assertEquals(both.size(), second.intersection(first));
        LongSet difference = first.minus(second);
        assertArrayEquals(array(rest, Integer.MAX_VALUE), difference.first(Integer.MAX_VALUE));
        difference.add(-5);
        assertEquals(rest.size() + 1, difference.size());
    }

    private static void change(LongSet set, NavigableSet<Long> expected, Random random, long distance) {
        int kind = random.nextInt(4);
        long start = key(random, distance);
        for (int i = 0; i < 200; i++) {
            long key = kind == 0 ? start + i * distance : key(random, distance);
            if (kind == 3) {
                assertEquals(expected.remove(key), set.remove(key));
            } else {
                assertEquals(expected.add(key), set.add(key));
            }
            assertEquals(kind != 3, set.contains(key));
        }
    }

    private static long key(Random random, long distance) {
        return (random.nextInt(20_000) - 5_000) * distance;
    }

    private static long[] array(NavigableSet<Long> keys, int limit) {
        return keys.stream().limit(limit).mapToLong(Long::longValue).toArray();
    }
}
