package io.tranche.config;

import static java.util.Objects.requireNonNull;

/** A password. Its text form hides it, so that no message, log or report can show it by accident. */
public record Secret(String value) {
    public Secret {
        requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return "***";
    }
}
