package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.catalog.Table;
import io.tranche.dialect.Asked;
import io.tranche.progress.Listener;
import java.sql.SQLException;

/** Deletes rows by key, in statements that the server takes and finds the rows for by index. */
record Deletion(Table table, Asked asked) {
    /** How long a list of keys may become; servers' default limits for a statement are 1 MB (old ones) to 64 MB. */
    private static final int STATEMENT_ROOM = 512 * 1024;

    long run(JdbcConnection connection, Listener listener) throws SQLException {
        AskedCondition condition = new AskedCondition(table.name(), asked);
        int size = asked.keys().size();
        long rows = 0;
        for (int from = 0; from < size; ) {
            StringBuilder sql = new StringBuilder("DELETE FROM " + Names.quote(table.name()) + " WHERE ");
            int to = Math.min(size, from + condition.keysInStatement());
            from = condition.append(sql, from, to, STATEMENT_ROOM);
            listener.writes(sql.toString());
            rows += TargetConnection.execute(connection, sql.toString());
        }
        return rows;
    }
}
