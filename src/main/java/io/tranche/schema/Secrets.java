package io.tranche.schema;

import java.util.regex.Pattern;

/** Federated tables, foreign servers and user mappings have passwords in their definitions. */
public final class Secrets {
    private static final Pattern SECRET =
            Pattern.compile("\\b(CONNECTION|PASSWORD)(\\s*=?\\s*)'(?:[^'\\\\]|\\\\.|'')*'", Pattern.CASE_INSENSITIVE);

    private Secrets() {}

    /** Statements as a user may see them. */
    public static String hidden(String statements) {
        return SECRET.matcher(statements).replaceAll("$1$2'(not shown)'");
    }
}
