package io.tranche.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** {@code limits:}. */
final class LimitsReader {
    private static final List<String> KEYS = List.of(
            "max_rows_per_second",
            "max_connections",
            "statement_timeout",
            "max_lag",
            "max_running",
            "max_snapshot_age");

    private final Section section;

    private LimitsReader(Section section) {
        this.section = section;
    }

    static SourceLimits read(Value value) {
        return value.section(KEYS)
                .map(section -> new LimitsReader(section).read())
                .orElse(SourceLimits.NONE);
    }

    private SourceLimits read() {
        return new SourceLimits(
                whole("max_rows_per_second", 1, Long.MAX_VALUE),
                small("max_connections", SourceLimits.FEWEST_CONNECTIONS),
                time("statement_timeout"),
                time("max_lag"),
                small("max_running", 1),
                time("max_snapshot_age"));
    }

    private OptionalLong whole(String key, long least, long most) {
        return section.given(key).map(value -> value.wholeNumber(least, most)).orElse(OptionalLong.empty());
    }

    private OptionalInt small(String key, int least) {
        OptionalLong number = whole(key, least, Integer.MAX_VALUE);
        return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
    }

    private Optional<Duration> time(String key) {
        return section.given(key).flatMap(value -> {
            Optional<String> text = value.filledText(Durations.FORM);
            Optional<Duration> duration = text.flatMap(Durations::parse);
            if (text.isPresent() && duration.isEmpty()) {
                value.problem(Quoted.of(value.written()) + " is no length of time.", "Write " + Durations.FORM + ".");
            }
            return duration;
        });
    }
}
