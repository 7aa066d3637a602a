package io.tranche.dialect.postgresql;

import io.tranche.dialect.SqlFailure;
import io.tranche.dialect.SqlFailure.Kind;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the server said, sorted by what can be done about it, and without values of rows. */
final class Failures {
    private static final Set<String> TRANSIENT = Set.of("40001", "40P01", "55P03");
    private static final Set<String> LOST = Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "25P04");
    private static final Set<String> DENIED = Set.of("42501", "28000", "28P01");
    private static final Set<String> STRUCTURE =
            Set.of("42P01", "42703", "42883", "42704", "3F000", "42804", "42P10", "0A000", "22P04", "428C9");

    /** {@code invalid input syntax for type integer: "abc"}: what follows the colon is a row's. */
    private static final Pattern VALUE = Pattern.compile("(?s)[:：]\\s*[\"“«„'].*$");

    private static final Pattern ROW_SECURITY = Pattern.compile("row-level security policy for table \"(.+)\"");

    private Failures() {}

    static SqlFailure of(SQLException e) {
        return new SqlFailure(kind(e), words(e), e);
    }

    static Kind kind(SQLException e) {
        String state = Optional.ofNullable(e.getSQLState()).orElse("");
        if (TRANSIENT.contains(state)) {
            return Kind.TRANSIENT;
        }
        if (state.startsWith("08") || LOST.contains(state)) {
            return Kind.CONNECTION_LOST;
        }
        if (DENIED.contains(state)) {
            return Kind.DENIED;
        }
        if (state.startsWith("53")) {
            return Kind.EXHAUSTED;
        }
        return STRUCTURE.contains(state) ? Kind.STRUCTURE_CHANGED : Kind.OTHER;
    }

    /** The server's message and hint; its detail holds values, and so do messages about malformed ones. */
    static String words(SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException known ? known.getServerErrorMessage() : null;
        if (server == null || server.getMessage() == null) {
            return String.valueOf(e.getMessage());
        }
        String state = Optional.ofNullable(server.getSQLState()).orElse("");
        if (state.equals("42501")) {
            Matcher hidden = ROW_SECURITY.matcher(server.getMessage());
            if (hidden.find()) {
                return rowSecurity(hidden.group(1));
            }
        }
        String message = state.startsWith("22") ? withoutValue(server.getMessage()) : server.getMessage();
        String hint = server.getHint() == null ? "" : " Hint: " + server.getHint();
        return message + hint + " (SQLSTATE " + state + ")";
    }

    static String withoutValue(String message) {
        return VALUE.matcher(message).replaceFirst("");
    }

    private static String rowSecurity(String table) {
        return "row-level security hides rows of " + table
                + " from this user: a part of them would silently be missing."
                + " Connect as a user with BYPASSRLS or as the table's owner (without FORCE ROW LEVEL SECURITY),"
                + " or leave the table out. (SQLSTATE 42501)";
    }
}
