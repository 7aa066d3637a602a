package io.tranche.config;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where a server listens. */
public record Address(String host, int port) {
    public Address {
        requireNonNull(host, "host");
    }

    /** Whether the name leads to this machine alone; one that is unknown does not. */
    public boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // the connection attempt will say so
        }
    }

    @Override
    public String toString() {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }
}
