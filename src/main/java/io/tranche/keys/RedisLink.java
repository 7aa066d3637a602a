package io.tranche.keys;

import io.tranche.config.RedisConfig;
import io.tranche.config.Secret;
import io.tranche.error.Interruption;
import io.tranche.error.RunFailure;
import io.tranche.progress.Listener;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisBusyException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Connections to one Redis server. What is asked while a connection is lost is asked again on a new one, a bounded number of
 * times: whoever asks makes sure that asking twice is safe. Thread-safe; each call uses a connection of its own.
 */
final class RedisLink implements AutoCloseable {
    private static final int CONNECT_MILLISECONDS = 5_000;

    /** A save to disk or somebody's slow script may hold the server up. */
    private static final int ANSWER_MILLISECONDS = 60_000;

    private static final int ATTEMPTS = 7;
    private static final long FIRST_PAUSE_MILLISECONDS = 50;

    private final HostAndPort address;
    private final DefaultJedisClientConfig config;
    private final Listener listener;
    private final Deque<RedisWire> idle = new ConcurrentLinkedDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Optional<String> server = Optional.empty();

    RedisLink(RedisConfig redis, Listener listener) {
        this.address = new HostAndPort(redis.host(), redis.port());
        this.listener = listener;
        DefaultJedisClientConfig.Builder builder = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(CONNECT_MILLISECONDS)
                .socketTimeoutMillis(ANSWER_MILLISECONDS)
                .database(redis.db())
                .user(redis.user().orElse(null))
                .password(redis.password().map(Secret::value).orElse(null));
        redis.tls().flatMap(tls -> RedisTls.of(tls, redis.host())).ifPresent(tls -> builder.ssl(true)
                .sslSocketFactory(tls.sockets())
                .sslParameters(tls.parameters()));
        this.config = builder.build();
    }

    /** A connection of one's own, without a second attempt; its user closes it. */
    RedisWire connect() {
        return new RedisWire(address, config);
    }

    /** From here on a server with another identity is refused: it may have lost keys. */
    void expect(Optional<String> identity) {
        server = identity;
    }

    /** Host and port, for messages. */
    String name() {
        return address.toString();
    }

    <T> T call(Function<RedisWire, T> work) {
        JedisConnectionException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            pauseBefore(attempt, last);
            try {
                return callOnce(work);
            } catch (JedisConnectionException e) {
                last = e;
                closeIdle();
            } catch (JedisBusyException e) {
                last = new JedisConnectionException(e);
            } catch (JedisDataException e) {
                throw RedisMessages.failure(name(), e);
            }
        }
        throw RedisMessages.lost(name(), ATTEMPTS, last);
    }

    private <T> T callOnce(Function<RedisWire, T> work) {
        RedisWire pooled = idle.pollFirst();
        RedisWire wire = pooled != null ? pooled : checked(connect());
        boolean sound = false;
        try {
            T answer = work.apply(wire);
            sound = true;
            return answer;
        } finally {
            // After a failure answers may still be on their way: such a connection is not used again
            if (sound && closed.getCount() > 0) {
                idle.addFirst(wire);
            } else {
                wire.close();
            }
        }
    }

    private RedisWire checked(RedisWire wire) {
        if (server.isPresent()) {
            Optional<String> found = RedisGuard.identity(wire);
            if (!found.equals(server)) {
                wire.close();
                throw new RunFailure("Redis at " + name()
                        + " was restarted or replaced during the run, and may have lost keys. Run again.");
            }
        }
        return wire;
    }

    private void pauseBefore(int attempt, Exception last) {
        if (attempt == 0) {
            return;
        }
        listener.detail("Redis at " + name() + ": " + last.getMessage() + "; attempt " + (attempt + 1));
        try {
            if (closed.await(FIRST_PAUSE_MILLISECONDS << attempt, TimeUnit.MILLISECONDS)) {
                throw new RunFailure("The connection to Redis at " + name() + " was closed while it was in use.", last);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interruption("Stopped while waiting for Redis at " + name() + ".");
        }
    }

    private void closeIdle() {
        for (RedisWire wire = idle.pollFirst(); wire != null; wire = idle.pollFirst()) {
            wire.close();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        closeIdle();
    }
}
