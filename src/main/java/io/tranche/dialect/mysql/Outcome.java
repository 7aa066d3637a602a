package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.StatementImpl;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server says of a load: {@code Records: 3  Deleted: 0  Skipped: 1  Warnings: 1}. These counts are exact, whatever
 * number of warnings the server keeps.
 *
 * @param stored rows
 * @param skipped rows that were left out or replaced others
 */
record Outcome(long stored, long skipped, long warnings) {
    private static final Pattern COUNTS =
            Pattern.compile("Records: (\\d+) +(?:Deleted: (\\d+) +Skipped|Duplicates): (\\d+) +Warnings: (\\d+)");

    /** @param count what the statement counted */
    static Outcome of(Statement statement, long count) throws SQLException {
        String info =
                statement.unwrap(StatementImpl.class).getResultSetInternal().getServerInfo();
        Matcher counts = COUNTS.matcher(info == null ? "" : info);
        if (counts.find()) {
            long deleted = counts.group(2) == null ? 0 : Long.parseLong(counts.group(2));
            return new Outcome(count, deleted + Long.parseLong(counts.group(3)), Long.parseLong(counts.group(4)));
        }
        // an INSERT of one row has no such sentence
        return new Outcome(count, 0, warnings(statement).size());
    }

    boolean exact(long sent, long expectedWarnings) {
        return stored == sent && skipped == 0 && warnings == expectedWarnings;
    }

    /** The first warnings, in the server's words. */
    static List<String> warnings(Statement statement) throws SQLException {
        List<String> words = new ArrayList<>();
        for (SQLWarning warning = statement.getWarnings();
                warning != null && words.size() < 5;
                warning = warning.getNextWarning()) {
            words.add(SqlFailures.withoutValues(warning.getMessage()));
        }
        return words;
    }
}
