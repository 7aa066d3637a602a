package io.tranche.copy;

import io.tranche.dialect.Reader;
import java.util.function.Consumer;

/** Lends a reader of the target's committed rows for as long as some work lasts. Thread-safe. */
@FunctionalInterface
public interface TargetReading {
    void with(Consumer<Reader> work);
}
