package io.tranche.dialect.postgresql;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One now for a whole run. PostgreSQL's {@code now()} is the start of each session's own transaction and cannot be set, so
 * the run's moment is written in its place in the user's SQL; not in strings, comments and quoted names, and not where it
 * belongs to a name. What runs inside functions of the database still sees its session's time.
 *
 * @param timestamp as the server writes it, with its offset: {@code 2026-05-01 10:00:00.123456+00}
 */
record FixedMoment(String timestamp) {
    /** In the order in which they hide each other: what is skipped whole, then names. */
    private static final Pattern TOKENS = Pattern.compile(
            """
            (?<skip>'(?:[^']++|'')*+'|"(?:[^"]++|"")*+"|--[^\\n]*|/\\*.*?\\*/\
            |\\$(?<tag>(?:[a-z_][a-z0-9_]*)?)\\$.*?\\$\\k<tag>\\$\
            |\\.\\s*[a-z_][a-z0-9_$]*|e'(?:[^'\\\\]++|''|\\\\.)*+')\
            |(?<call>\\b(?:pg_catalog\\s*\\.\\s*)?(?:now|transaction_timestamp)\\s*\\(\\s*\\))\
            |\\b(?<word>current_timestamp|current_date|localtimestamp|current_time|localtime)\\b(?!\\s*[(.])\
            |[a-z_][a-z0-9_$]*""",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Map<String, String> TYPES = Map.of(
            "current_timestamp", "timestamptz",
            "current_date", "date",
            "localtimestamp", "timestamp",
            "current_time", "timetz",
            "localtime", "time");

    /** The SQL with the moment in the place of now. */
    String in(String sql) {
        Matcher token = TOKENS.matcher(sql);
        StringBuilder result = new StringBuilder();
        while (token.find()) {
            token.appendReplacement(result, Matcher.quoteReplacement(replacement(token)));
        }
        return token.appendTail(result).toString();
    }

    private String replacement(Matcher token) {
        if (token.group("call") != null) {
            return literal("timestamptz");
        }
        String word = token.group("word");
        return word == null ? token.group() : literal(TYPES.get(word.toLowerCase(Locale.ROOT)));
    }

    private String literal(String type) {
        String moment = Quoting.literal(timestamp) + "::pg_catalog.timestamptz";
        return type.equals("timestamptz") ? "(" + moment + ")" : "(" + moment + "::pg_catalog." + type + ")";
    }
}
