package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.progress.Listener;
import io.tranche.row.Escapes;
import io.tranche.row.LineBatch;
import java.sql.SQLException;
import java.util.List;

/** Deletes rows by all of their values, compared as the bytes of their lines. */
record CopyDeletion(Table table, List<Column> columns) {
    long run(JdbcConnection connection, LineBatch lines, Listener listener) throws SQLException {
        long rows = 0;
        for (int row = 0; row < lines.rows(); row++) {
            listener.writes(sql(lines, row));
            rows += TargetConnection.execute(connection, sql(lines, row));
        }
        return rows;
    }

    private String sql(LineBatch lines, int row) {
        StringBuilder sql = new StringBuilder("DELETE FROM ")
                .append(Names.quote(table.name()))
                .append(" WHERE 1 = 1");
        List<byte[]> values = Escapes.fields(lines, row);
        for (int i = 0; i < columns.size(); i++) {
            sql.append(" AND ");
            if (values.get(i) == null) {
                sql.append(Names.quote(table.name(), columns.get(i))).append(" IS NULL");
            } else {
                sql.append(Expressions.bytes(table.name(), columns.get(i))).append(" = ");
                Literals.hex(sql, values.get(i));
            }
        }
        return sql.append(" LIMIT 1").toString();
    }
}
