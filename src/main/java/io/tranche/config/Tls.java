package io.tranche.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a connection is encrypted.
 *
 * @param ca certificates that sign the server's (PEM)
 * @param certificate the client's own certificate (PEM), with {@code key}
 */
public record Tls(Mode mode, Optional<Path> ca, Optional<Path> certificate, Optional<Path> key) {
    public enum Mode {
        /** Encrypted where the server offers it; a dialect may leave it out where nothing leaves this machine. */
        PREFER,
        DISABLE,
        /** Encrypted, whoever the server is. */
        REQUIRE,
        /** The server's certificate is signed by {@code ca}. */
        VERIFY_CA,
        /** And it carries the host's name. */
        VERIFY_FULL
    }

    public static final Tls PREFERRED = new Tls(Mode.PREFER, Optional.empty(), Optional.empty(), Optional.empty());
}
