package io.tranche.keys;

import static java.util.Objects.requireNonNull;

/**
 * Keys that can be compared with each other: those of one table's one key, in one form.
 *
 * @param name unique in the run, stable between processes: {@code orders(id)}; any characters
 * @param kind whether keys are 64-bit values or exact texts
 */
public record KeySpace(String name, Kind kind) {
    public enum Kind {
        INTEGER,
        TEXT
    }

    public KeySpace {
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
    }
}
