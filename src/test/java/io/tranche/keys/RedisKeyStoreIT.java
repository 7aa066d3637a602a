package io.tranche.keys;

import static io.tranche.keys.RandomKeyOperations.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.RedisConfig;
import io.tranche.config.Secret;
import io.tranche.error.Refusal;
import io.tranche.error.RunFailure;
import io.tranche.progress.Listener;
import io.tranche.row.LongKeys;
import io.tranche.testing.EmbeddedRedis;
import io.tranche.testing.Relay;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.Jedis;

final class RedisKeyStoreIT extends KeyStoreContractTest {
    private static final String RUN = "run [1]*";
    private static final String PREFIX = "tranche:{" + RUN + "}:";

    private static EmbeddedRedis redis;

    @BeforeAll
    static void startRedis() {
        redis = EmbeddedRedis.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @Override
    KeyStore openStore() {
        return open(redis.config(), Role.OWNER);
    }

    @Test
    void sharesARunBetweenProcesses() {
        try (KeyStore owner = openStore();
                KeyStore participant = open(redis.config(), Role.PARTICIPANT)) {
            owner.lease("unit 1", ORDERS, LongKeys.of(1, 2));
            owner.lease("unit 1", CODES, texts("a", "b"));
            owner.lease("unit 2", CODES, texts("c"));
            assertEquals(bits(2), participant.lease("unit 3", ORDERS, LongKeys.of(1, 2, 3)));
            participant.release("unit 1");
            participant.confirm("unit 2");
            owner.release("unit 2");
            assertEquals(1, owner.copied(ORDERS));
            assertEquals(1, owner.copied(CODES));
            participant.want("reference", ORDERS, LongKeys.of(1, 3));
            assertSame(LongKeys.of(1), owner.takeMissing("reference", ORDERS, 10));
        }
    }

    @Test
    void leavesKeysToTheOwnerWhenAParticipantCloses() {
        try (KeyStore owner = openStore()) {
            owner.lease("a", ORDERS, LongKeys.of(1));
            open(redis.config(), Role.PARTICIPANT).close();
            assertEquals(1, owner.copied(ORDERS));
        }
    }

    @Test
    void refusesAParticipantWithoutARun() {
        closeStore();
        assertRefused("knows no run", () -> open(redis.config(), Role.PARTICIPANT));
        openEmptyStore();
    }

    @Test
    void removesItsKeysAndNobodyElses() {
        try (Jedis jedis = jedis(redis)) {
            jedis.set("mine", "stays");
            jedis.set("tranche:{run 1}:run", "stays");
            jedis.set("tranche:{run [1]* 2}:run", "stays");
            openStore().close();
            try (KeyStore store = openStore()) {
                fill(store);
                assertTrue(jedis.keys("*").size() > 10);
            }
            assertEquals(Set.of("mine", "tranche:{run 1}:run", "tranche:{run [1]* 2}:run"), jedis.keys("*"));
            jedis.flushAll();
        }
        openEmptyStore();
    }

    @Test
    void givesEveryKeyALifeAndProlongsIt() throws InterruptedException {
        try (KeyStore store = new RedisKeyStore(redis.config(), RUN, Role.OWNER, Duration.ofSeconds(3), Listener.NONE);
                Jedis jedis = jedis(redis)) {
            fill(store);
            for (String key : jedis.keys("*")) {
                assertTrue(key.startsWith(PREFIX), key);
                assertTrue(jedis.ttl(key) >= 0, key + " lives for ever");
            }
            Thread.sleep(4_000);
            assertEquals(4, store.copied(ORDERS));
            assertEquals(bits(), store.lease("late", ORDERS, LongKeys.of(1, 2)));
        }
    }

    @Test
    void beginsAnewWhereAKilledRunLeftKeys() {
        KeyStore killed = openStore();
        killed.lease("a", ORDERS, LongKeys.of(1));
        try (KeyStore next = openStore()) {
            assertEquals(0, next.copied(ORDERS));
            assertThrows(RunFailure.class, () -> killed.lease("b", ORDERS, LongKeys.of(2)));
            assertEquals(0, next.copied(ORDERS));
        }
    }

    @Test
    void keepsToItsDatabase() {
        RedisConfig third =
                new RedisConfig("127.0.0.1", redis.port(), 3, Optional.empty(), Optional.empty(), Optional.empty());
        try (KeyStore store = open(third, Role.OWNER);
                Jedis jedis = jedis(redis)) {
            store.lease("a", ORDERS, LongKeys.of(1));
            jedis.select(3);
            assertTrue(jedis.exists(PREFIX + "run"));
            jedis.select(0);
            assertEquals(0, openAndCount());
        }
    }

    @Test
    void logsInWithUserAndPassword() {
        try (EmbeddedRedis strict = EmbeddedRedis.start(
                "requirepass secret", "user slicer on >s3cr3t ~tranche:* &* +@all -config -info -flushall -flushdb")) {
            try (KeyStore store = open(with(strict, "slicer", "s3cr3t"), Role.OWNER)) {
                assertEquals(bits(0), store.lease("a", ORDERS, LongKeys.of(1)));
            }
            Refusal refusal = assertRefused("refuses us", () -> open(with(strict, "slicer", "guess"), Role.OWNER));
            assertFalse(refusal.getMessage().contains("guess"));
            assertRefused("NOAUTH", () -> open(strict.config(), Role.OWNER));
        }
    }

    @ParameterizedTest
    @CsvSource({"'~* &* +@all'", "'~* &* +@all -config'"})
    void refusesARedisThatThrowsKeysAway(String rights) {
        try (EmbeddedRedis evicting = EmbeddedRedis.start(
                        "maxmemory 50mb", "maxmemory-policy allkeys-lru", "user slicer on >s3cr3t " + rights);
                Jedis jedis = jedis(evicting)) {
            assertRefused("maxmemory-policy noeviction", () -> open(with(evicting, "slicer", "s3cr3t"), Role.OWNER));
            assertEquals(Set.of(), jedis.keys("*"));
            jedis.configSet("maxmemory-policy", "noeviction");
            open(with(evicting, "slicer", "s3cr3t"), Role.OWNER).close();
        }
    }

    @Test
    void refusesAReplica() {
        try (EmbeddedRedis replica = EmbeddedRedis.start("replicaof 127.0.0.1 " + redis.port())) {
            assertRefused("replica", () -> open(replica.config(), Role.OWNER));
        }
    }

    @Test
    void refusesAnUnreachableRedis() throws IOException {
        Relay nobody = Relay.to(redis.port());
        nobody.close();
        Refusal refusal = assertRefused("cannot be reached", () -> open(at(nobody.port()), Role.OWNER));
        assertTrue(refusal.getMessage().contains("127.0.0.1:" + nobody.port()));
    }

    @Test
    void failsWithAMessageWhenRedisIsFull() {
        try (EmbeddedRedis small = EmbeddedRedis.start("maxmemory 3mb", "maxmemory-policy noeviction");
                KeyStore store = open(small.config(), Role.OWNER)) {
            RunFailure failure = assertThrows(RunFailure.class, () -> {
                for (long start = 0; start < 100_000_000; start += 1_000_000) {
                    long first = start;
                    store.want(
                            "r",
                            ORDERS,
                            LongKeys.of(LongStream.range(0, 1000)
                                    .map(i -> first + i * 1000)
                                    .toArray()));
                }
            });
            assertTrue(failure.getMessage().contains("out of memory"), failure.getMessage());
        }
    }

    @Test
    void givesTheSameAnswerAgainWhenAnAnswerWasLost() throws IOException {
        closeStore();
        try (Relay relay = Relay.to(redis.port());
                KeyStore store = open(at(relay.port()), Role.OWNER)) {
            store.lease("a", ORDERS, LongKeys.of(1));
            store.want("r", ORDERS, LongKeys.of(5, 6, 7));
            relay.loseNextAnswer();
            assertEquals(bits(1, 2), store.lease("b", ORDERS, LongKeys.of(1, 2, 3)));
            relay.loseNextAnswer();
            assertSame(LongKeys.of(5, 6), store.takeMissing("r", ORDERS, 2));
            relay.breakConnections();
            assertSame(LongKeys.of(7), store.takeMissing("r", ORDERS, 2));
            relay.loseNextAnswer();
            store.release("b");
            assertEquals(1, store.copied(ORDERS));
            try (Jedis jedis = jedis(redis)) {
                jedis.scriptFlush();
            }
            assertEquals(bits(0), store.lease("b", ORDERS, LongKeys.of(2)));
        }
        openEmptyStore();
    }

    @Test
    void failsWhenTheConnectionStaysLost() throws IOException {
        closeStore();
        Relay relay = Relay.to(redis.port());
        KeyStore store = open(at(relay.port()), Role.OWNER);
        relay.close();
        RunFailure failure = assertThrows(RunFailure.class, () -> store.copied(ORDERS));
        assertTrue(failure.getMessage().contains("attempts"), failure.getMessage());
        openEmptyStore();
    }

    @Test
    void failsWhenRedisRestartedDuringTheRun() throws IOException {
        EmbeddedRedis first = EmbeddedRedis.start();
        try (EmbeddedRedis second = EmbeddedRedis.start()) {
            int[] port = {first.port()};
            Relay relay = Relay.to(first.port());
            KeyStore store = open(at(relay.port()), Role.OWNER);
            store.lease("a", ORDERS, LongKeys.of(1));
            int door = relay.port();
            relay.close();
            first.close();
            try (Relay restarted = new Relay(
                    new java.net.ServerSocket(door, 50, java.net.InetAddress.getLoopbackAddress()), second.port())) {
                RunFailure failure = assertThrows(RunFailure.class, () -> store.copied(ORDERS));
                assertTrue(failure.getMessage().contains("restarted"), failure.getMessage());
                assertEquals(first.port(), port[0]);
                assertEquals(door, restarted.port());
            }
        }
    }

    @Test
    void needsFewBytesForDenseIntegersAndNotManyForLonelyOnes() {
        try (EmbeddedRedis fresh = EmbeddedRedis.start();
                Jedis jedis = jedis(fresh);
                KeyStore store = open(fresh.config(), Role.OWNER)) {
            long empty = usedMemory(jedis);
            leaseAll(store, 500_000, 1);
            long dense = usedMemory(jedis);
            leaseAll(store, 50_000, 4_194_304);
            long lonely = usedMemory(jedis);
            System.out.printf(
                    "Redis: %.2f bytes a dense key, %.0f a lonely one%n",
                    (dense - empty) / 500_000.0, (lonely - dense) / 50_000.0);
            assertTrue(dense - empty <= 4 * 500_000, "a dense key takes " + (dense - empty) / 500_000.0);
            assertTrue(lonely - dense <= 200 * 50_000, "a lonely key takes " + (lonely - dense) / 50_000.0);
        }
    }

    private static void leaseAll(KeyStore store, int count, long distance) {
        for (int start = 0; start < count; start += 5_000) {
            long first = start;
            store.lease(
                    "unit",
                    ORDERS,
                    LongKeys.of(LongStream.range(0, 5_000)
                            .map(i -> distance * (first + i + 1_000_000_000))
                            .toArray()));
            store.confirm("unit");
        }
    }

    private static long usedMemory(Jedis jedis) {
        return jedis.info("memory")
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line -> Long.parseLong(line.substring(12)))
                .sum();
    }

    /** Every kind of key in Redis. */
    private static void fill(KeyStore store) {
        for (KeySpace.Kind kind : KeySpace.Kind.values()) {
            store.lease("a", space(kind), keys(kind, 1, 2, 3, 900));
            store.want("r", space(kind), keys(kind, 1, 70, 80));
            store.select(space(kind), keys(kind, 1));
            store.takeMissing("r", space(kind), 1);
            store.unanswered(space(kind), keys(kind, 70));
            store.scan(space(kind), KeyStore.Set.COPIED, null, 10);
        }
    }

    private long openAndCount() {
        try (KeyStore store = openStore()) {
            return store.copied(ORDERS);
        }
    }

    private static Refusal assertRefused(String words, Runnable attempt) {
        Refusal refusal = assertThrows(Refusal.class, attempt::run);
        assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
        return refusal;
    }

    private static KeyStore open(RedisConfig config, Role role) {
        return KeyStores.open(Optional.of(config), RUN, role, Listener.NONE);
    }

    private static RedisConfig at(int port) {
        return new RedisConfig("127.0.0.1", port, 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static RedisConfig with(EmbeddedRedis server, String user, String password) {
        return new RedisConfig(
                "127.0.0.1", server.port(), 0, Optional.of(user), Optional.of(new Secret(password)), Optional.empty());
    }

    private static Jedis jedis(EmbeddedRedis server) {
        return new Jedis("127.0.0.1", server.port());
    }
}
