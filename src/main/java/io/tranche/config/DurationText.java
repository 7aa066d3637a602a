package io.tranche.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as users write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}; a bare {@code 0}. */
public final class DurationText {
    /** For messages: what a duration looks like. */
    public static final String WANTED = "a length of time such as 30s, 5m or 2h";

    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})\\s*(ms|s|m|h|d)");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);

    private DurationText() {}

    /** The duration, or empty where the text is none: a number without a unit is none either, zero apart. */
    public static Optional<Duration> parse(String written) {
        String text = written.strip().toLowerCase(Locale.ROOT);
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(Duration.of(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2))))
                : Optional.empty();
    }

    static Optional<Duration> read(Value value) {
        Optional<String> text = value.filledText(WANTED);
        Optional<Duration> duration = text.flatMap(DurationText::parse);
        if (text.isPresent() && duration.isEmpty()) {
            value.problem(Quoted.of(value.written()) + " is not " + WANTED + ".", "");
        }
        return duration;
    }
}
