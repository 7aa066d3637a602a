package io.tranche.config;

import static java.util.Objects.requireNonNull;

/** Where a server listens. */
public record Address(String host, int port) {
    public Address {
        requireNonNull(host, "host");
    }

    @Override
    public String toString() {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }
}
