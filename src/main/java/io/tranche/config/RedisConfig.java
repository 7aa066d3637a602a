package io.tranche.config;

import java.util.Optional;

/** The Redis server that keeps keys for several processes. */
public record RedisConfig(
        String host, int port, int db, Optional<String> user, Optional<Secret> password, Optional<Tls> tls) {}
