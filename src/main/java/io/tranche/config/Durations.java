package io.tranche.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as users write them: {@code 500ms}, {@code 90s}, {@code 10m}, {@code 2h}; a bare number is seconds. */
public final class Durations {
    /** For messages. */
    public static final String FORM = "a length of time such as 30s, 10m or 2h";

    private static final Pattern LENGTH = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|min|h|d)?");

    private Durations() {}

    /** Empty where it is none, or none at all ({@code 0s}). */
    public static Optional<Duration> parse(String text) {
        Matcher length = LENGTH.matcher(text.strip());
        if (!length.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(length.group(1));
        String unit = length.group(2) == null ? "s" : length.group(2);
        Duration duration =
                switch (unit) {
                    case "ms" -> Duration.ofMillis(number);
                    case "m", "min" -> Duration.ofMinutes(number);
                    case "h" -> Duration.ofHours(number);
                    case "d" -> Duration.ofDays(number);
                    default -> Duration.ofSeconds(number);
                };
        return Optional.of(duration).filter(found -> !found.isZero());
    }
}
