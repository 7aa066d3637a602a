package io.tranche.dialect;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What may still become visible with a time of the past.
 *
 * @param age how long ago the oldest transaction began that could still commit rows; zero where there is none
 * @param doubt why there may be an older one, for the user; empty where there cannot
 */
public record OpenTransactions(Duration age, String doubt) {
    public OpenTransactions {
        requireNonNull(age, "age");
        requireNonNull(doubt, "doubt");
    }
}
