package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.catalog.TableName;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** MariaDB's sequences as defaults of columns. AUTO_INCREMENT needs no help: loading a row moves it. */
final class Sequences {
    private static final Pattern NEXT = Pattern.compile("(?i)^nextval\\((.+)\\)$");

    private Sequences() {}

    /** Moves each sequence past the highest value of the columns that draw from it; SETVAL never moves one back. */
    static void advance(JdbcConnection connection, Collection<TableName> tables) throws SQLException {
        String sql =
                """
                SELECT table_name, column_name, column_default
                  FROM information_schema.columns
                 WHERE table_schema = DATABASE() AND column_default LIKE 'nextval(%'""";
        for (List<String> row : TargetConnection.rows(connection, sql)) {
            Matcher sequence = NEXT.matcher(row.get(2));
            if (tables.contains(TableName.of(row.get(0))) && sequence.matches()) {
                advance(connection, row.get(0), row.get(1), sequence.group(1));
            }
        }
    }

    private static void advance(JdbcConnection connection, String table, String column, String sequence)
            throws SQLException {
        List<String> increment = TargetConnection.rows(connection, "SELECT increment FROM " + sequence)
                .get(0);
        String highest = increment.get(0).startsWith("-") ? "MIN" : "MAX";
        List<String> value = TargetConnection.rows(
                        connection, "SELECT " + highest + "(" + Names.quote(column) + ") FROM " + Names.quote(table))
                .get(0);
        if (value.get(0) != null) {
            TargetConnection.rows(connection, "SELECT SETVAL(" + sequence + ", " + value.get(0) + ")");
        }
    }
}
