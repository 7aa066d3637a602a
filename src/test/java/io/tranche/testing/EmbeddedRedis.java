package io.tranche.testing;

import io.tranche.config.RedisConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.OptionalInt;
import redis.embedded.RedisServer;
import redis.embedded.RedisServerBuilder;

/** A Redis server of its own on a free port, from a Maven artifact. Keeps nothing on disk. */
public final class EmbeddedRedis implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private static OptionalInt shared;

    private final RedisServer server;
    private final int port;

    private EmbeddedRedis(RedisServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** @param settings lines of redis.conf: {@code maxmemory 10mb} */
    public static EmbeddedRedis start(String... settings) {
        try {
            int port = freePort();
            RedisServerBuilder builder =
                    RedisServer.builder().port(port).bind(HOST).setting("save \"\"");
            for (String setting : settings) {
                builder.setting(setting);
            }
            RedisServer server = builder.build();
            server.start();
            return new EmbeddedRedis(server, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One for all tests that only want some Redis, stopped with the JVM. Where it does not start, keys stay in the process,
     * with one loud line, or tests fail if servers are required.
     */
    public static synchronized OptionalInt sharedPort() {
        if (shared == null) {
            shared = OptionalInt.empty();
            try {
                EmbeddedRedis redis = start("maxmemory-policy noeviction");
                Runtime.getRuntime().addShutdownHook(new Thread(redis::close));
                shared = OptionalInt.of(redis.port());
            } catch (RuntimeException e) {
                if (Boolean.getBoolean("tranche.test.requireServers")) {
                    throw e;
                }
                System.err.println("\n##### SKIPPED: slices with their keys in Redis, it does not start: " + e + "\n");
            }
        }
        return shared;
    }

    public int port() {
        return port;
    }

    /** Its database 0, without user and password. */
    public RedisConfig config() {
        return new RedisConfig(HOST, port, 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public void close() {
        server.stop();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }
}
