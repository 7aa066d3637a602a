package io.tranche.report;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** Rows a second over the last seconds, so that what is said follows what is going on. Not thread-safe. */
final class Rate {
    private static final long WINDOW = Duration.ofSeconds(15).toNanos();

    private record Sample(long nanoseconds, long rows) {}

    private final Deque<Sample> samples = new ArrayDeque<>();

    Rate(long nanoseconds) {
        samples.add(new Sample(nanoseconds, 0));
    }

    /** @param rows the sum at this time */
    void sample(long nanoseconds, long rows) {
        samples.addLast(new Sample(nanoseconds, rows));
        while (samples.size() > 2 && nanoseconds - samples.peekFirst().nanoseconds() > WINDOW) {
            samples.removeFirst();
        }
    }

    /** Never negative; 0 before there are two samples. */
    long perSecond() {
        Sample first = samples.peekFirst();
        Sample last = samples.peekLast();
        long milliseconds = (last.nanoseconds() - first.nanoseconds()) / 1_000_000;
        return Math.max(0, Figures.perSecond(last.rows() - first.rows(), milliseconds));
    }

    /** Seconds until {@code remaining} rows are done at this rate; empty where that cannot be known. */
    OptionalLong secondsFor(long remaining) {
        long rate = perSecond();
        return rate == 0 || remaining < 0 ? OptionalLong.empty() : OptionalLong.of((remaining + rate - 1) / rate);
    }
}
