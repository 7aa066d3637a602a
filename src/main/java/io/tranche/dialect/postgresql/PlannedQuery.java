package io.tranche.dialect.postgresql;

import io.tranche.catalog.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server's planner thinks of a query. It looks at the file: a table may never have been analysed.
 *
 * @param lines of EXPLAIN
 */
record PlannedQuery(List<String> lines) {
    private static final Pattern ROWS = Pattern.compile("rows=(\\d+)");

    static PlannedQuery of(Connection connection, String select) throws SQLException {
        return new PlannedQuery(Rows.plain(connection, "EXPLAIN " + select).stream()
                .map(row -> row.get(0))
                .toList());
    }

    /** An estimate. */
    long rows() {
        Matcher matcher = ROWS.matcher(lines.get(0));
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    /** Whether it would look at all rows of a table; EXPLAIN names no schema. */
    boolean scans(TableName table) {
        Pattern scan = Pattern.compile("Seq Scan on \"?" + Pattern.quote(table.name()) + "\\b");
        return lines.stream().anyMatch(line -> scan.matcher(line).find());
    }
}
