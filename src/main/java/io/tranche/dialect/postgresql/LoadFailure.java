package io.tranche.dialect.postgresql;

import io.tranche.dialect.SqlFailure;
import io.tranche.error.RunFailure;
import io.tranche.row.RowForm;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A refused load in the user's words: table, row, column, the server's reason. */
final class LoadFailure {
    /** {@code COPY orders, line 5, column total: "x"}, in whatever language the server speaks. */
    private static final Pattern LINE = Pattern.compile("^COPY .*?, \\P{N}{1,20}?(\\d+)(?:, \\P{L}*\\p{L}+ ([^:]+))?");

    private static final String PROTOCOL_VIOLATION = "08P01";

    private LoadFailure() {}

    /** @return a {@link RunFailure} where a row was refused, else a {@link SqlFailure} that a retry may heal */
    static RuntimeException of(LoadTarget target, SQLException e, RecentLines lines) {
        if (isShortValue(target, e)) {
            return new RunFailure(message(target, e, lines), e);
        }
        return switch (Failures.kind(e)) {
            case TRANSIENT, CONNECTION_LOST, EXHAUSTED, DENIED -> Failures.of(e);
            case STRUCTURE_CHANGED, OTHER -> new RunFailure(message(target, e, lines), e);
        };
    }

    /** The server says of a binary value that is too short what drivers say of a connection that is out of step. */
    private static boolean isShortValue(LoadTarget target, SQLException e) {
        return target.form() == RowForm.BINARY
                && PROTOCOL_VIOLATION.equals(e.getSQLState())
                && e instanceof PSQLException known
                && known.getServerErrorMessage() != null;
    }

    private static String message(LoadTarget target, SQLException e, RecentLines lines) {
        Optional<Matcher> place = where(e).map(LINE::matcher).filter(Matcher::find);
        String row = place.map(found -> Long.parseLong(found.group(1)))
                .map(line -> lines.nameOf(target, line)
                        .map(name -> ", the row with " + name)
                        .orElse(", line " + line + " of this load"))
                .orElse("");
        String column = place.map(found -> found.group(2))
                .map(name -> ", column " + name)
                .orElse("");
        return "The target refuses rows of " + target.table() + row + column + ": " + Failures.words(e) + ".";
    }

    private static Optional<String> where(SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException known ? known.getServerErrorMessage() : null;
        return Optional.ofNullable(server).map(ServerErrorMessage::getWhere);
    }

    /** A trigger that fires even in the replica role, and swallows rows, is the one way to lose some without an error. */
    static void refuseUnlessStored(LoadTarget target, long written, long stored) {
        if (written != stored) {
            throw new RunFailure("The target stored " + stored + " of " + written + " rows of " + target.table()
                    + ": a trigger took the others away. Drop it for the run.");
        }
    }
}
