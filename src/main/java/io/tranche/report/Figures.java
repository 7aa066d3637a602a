package io.tranche.report;

import java.util.Locale;

/** Numbers as people read them, the same in every locale: {@code 1,234,567}, {@code 0:01:05}, {@code 12.3 s}. */
final class Figures {
    private static final double THOUSAND = 1_000;

    private Figures() {}

    /** With thousands separators. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 row}, {@code 2,000 rows}. */
    static String count(long number, String singular) {
        return count(number) + " " + (number == 1 ? singular : plural(singular));
    }

    private static String plural(String singular) {
        if (singular.endsWith("x")) {
            return singular + "es";
        }
        return singular.endsWith("ry") ? singular.substring(0, singular.length() - 1) + "ies" : singular + "s";
    }

    /** At most six characters, for where there is little room: {@code 999,999}, {@code 1.23M}, {@code 12.3G}. */
    static String compact(long number) {
        if (number < 1_000_000) {
            return count(number);
        }
        return number < 1_000_000_000
                ? threeDigits(number / THOUSAND / THOUSAND) + "M"
                : threeDigits(number / THOUSAND / THOUSAND / THOUSAND) + "G";
    }

    private static String threeDigits(double number) {
        int decimals = number < 10 ? 2 : number < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", number);
    }

    /** Tenths of a second below a minute, else {@code 1:05 min}, {@code 2:03:04 h}. */
    static String duration(long milliseconds) {
        if (milliseconds < 60_000) {
            return seconds(milliseconds) + " s";
        }
        long seconds = milliseconds / 1_000;
        return seconds < 3_600
                ? String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60)
                : clock(seconds) + " h";
    }

    /** Seconds with one decimal and thousands separators, without a unit. */
    static String seconds(long milliseconds) {
        return String.format(Locale.ROOT, "%,.1f", milliseconds / THOUSAND);
    }

    /** {@code 1:02:03}. */
    static String clock(long seconds) {
        return String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }

    /** Things a second, rounded; 0 where no time has passed. */
    static long perSecond(long number, long milliseconds) {
        return milliseconds <= 0 ? 0 : Math.round(number * THOUSAND / milliseconds);
    }
}
