package io.tranche.report;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** A clock that stands still until it is told to go on. */
final class ManualClock implements InstantSource, LongSupplier {
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Nanoseconds. */
    @Override
    public long getAsLong() {
        return now.toEpochMilli() * 1_000_000;
    }
}
