package io.tranche.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tranche.progress.Listener;
import io.tranche.row.KeyBatch;
import io.tranche.row.LongKeys;
import io.tranche.row.TextKeys;
import io.tranche.testing.EmbeddedRedis;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongFunction;
import redis.clients.jedis.Jedis;

/**
 * Measures a key store by hand: {@code java -Xmx256m -cp … io.tranche.keys.KeyStoreMeasurement clustered 50000000}; a third
 * argument, {@code redis}, measures a Redis started for it. Prints
 * one line a step: what, keys per second, heap in use.
 */
final class KeyStoreMeasurement {
    private static final int BATCH = 8192;
    private static final KeySpace INTEGERS = new KeySpace("rows(id)", KeySpace.Kind.INTEGER);
    private static final KeySpace TEXTS = new KeySpace("rows(code)", KeySpace.Kind.TEXT);

    private final KeyStore store;
    private final long count;

    private KeyStoreMeasurement(KeyStore store, long count) {
        this.store = store;
        this.count = count;
    }

    public static void main(String[] arguments) {
        long count = Long.parseLong(arguments[1]);
        Optional<EmbeddedRedis> redis = arguments.length > 2 ? Optional.of(EmbeddedRedis.start()) : Optional.empty();
        try (KeyStore store =
                KeyStores.open(redis.map(EmbeddedRedis::config), "measurement", Role.OWNER, Listener.NONE)) {
            new KeyStoreMeasurement(store, count).measure(arguments[0]);
            redis.ifPresent(KeyStoreMeasurement::printServer);
        } finally {
            redis.ifPresent(EmbeddedRedis::close);
        }
    }

    void measure(String what) {
        Random random = new Random(1);
        switch (what) {
            case "clustered" -> all(INTEGERS, start -> longs(start, i -> i));
            case "strided" -> all(INTEGERS, start -> longs(start, i -> i * 10));
            case "far" -> all(INTEGERS, start -> longs(start, i -> i * 4_194_304));
            case "scattered" -> all(INTEGERS, start -> longs(start, i -> random.nextLong(count * 2)));
            case "random" -> all(INTEGERS, start -> longs(start, i -> random.nextLong()));
            case "uuid" -> all(TEXTS, start -> texts(i -> uuid(random)));
            case "long-texts" ->
                all(TEXTS, start -> texts(i -> "0".repeat(181) + (random.nextLong() | Long.MIN_VALUE)));
            case "traverse" -> traverse(INTEGERS, start -> longs(start, i -> random.nextLong(count * 5)));
            case "traverse-random" -> traverse(INTEGERS, start -> longs(start, i -> random.nextLong()));
            case "traverse-uuid" -> traverse(TEXTS, start -> texts(i -> uuid(random)));
            case "chain" -> chain();
            default -> throw new IllegalArgumentException(what);
        }
    }

    private void all(KeySpace space, LongFunction<KeyBatch> batches) {
        for (int round = 0; round < 2; round++) {
            measure("lease, confirm", () -> {
                for (long start = 0; start < count; start += BATCH) {
                    String unit = "unit " + start;
                    store.lease(unit, space, batches.apply(start));
                    store.confirm(unit);
                }
            });
        }
        System.out.println("copied " + store.copied(space));
    }

    private void traverse(KeySpace space, LongFunction<KeyBatch> batches) {
        measure("want", () -> {
            for (long start = 0; start < count; start += BATCH) {
                store.want("reference", space, batches.apply(start));
            }
        });
        measure("take, lease, confirm", () -> {
            KeyBatch taken = store.takeMissing("reference", space, BATCH);
            for (int i = 0; !taken.isEmpty(); i++) {
                store.lease("unit " + i, space, taken);
                store.confirm("unit " + i);
                taken = store.takeMissing("reference", space, BATCH);
            }
        });
        System.out.println("copied " + store.copied(space));
    }

    private void chain() {
        measure("want, take, lease, confirm one key", () -> {
            long key = 1;
            for (int i = 0; i < count; i++) {
                store.lease("unit " + i, INTEGERS, LongKeys.of(key));
                key = key * 6364136223846793005L + 1442695040888963407L;
                store.want("reference", INTEGERS, LongKeys.of(key));
                store.confirm("unit " + i);
                store.takeMissing("reference", INTEGERS, BATCH);
            }
        });
    }

    private static void printServer(EmbeddedRedis redis) {
        try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            (jedis.info("cpu") + jedis.info("memory"))
                    .lines()
                    .filter(line -> line.matches("used_(cpu_user|cpu_sys|memory_human):.*"))
                    .forEach(line -> System.out.println("server: " + line));
        }
    }

    private void measure(String what, Runnable step) {
        long start = System.nanoTime();
        long startCpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        step.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpu = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - startCpu) / 1e9;
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                "%s: %.1f s (%.1f s of this thread's CPU), %,.0f keys/CPU s, %.3f CPU ms a batch of %d, %d MB heap%n",
                what,
                seconds,
                cpu,
                count / cpu,
                cpu * 1000 / Math.max(1, count / BATCH),
                BATCH,
                (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }

    private static LongKeys longs(long start, LongFunction<Long> key) {
        long[] keys = new long[BATCH];
        for (int i = 0; i < BATCH; i++) {
            keys[i] = key.apply(start + i);
        }
        return LongKeys.wrap(keys, BATCH);
    }

    private static TextKeys texts(LongFunction<String> key) {
        List<byte[]> keys = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            keys.add(key.apply(i).getBytes(UTF_8));
        }
        return TextKeys.of(keys);
    }

    private static String uuid(Random random) {
        return new java.util.UUID(random.nextLong(), random.nextLong()).toString();
    }
}
