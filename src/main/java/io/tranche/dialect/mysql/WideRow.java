package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.error.RunFailure;
import io.tranche.row.Escapes;
import io.tranche.row.LineBatch;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Inserts rows that have values of megabytes, one at a time. Such a value is sent in pieces: as part of a statement the driver
 * would hold it five times over, and LOAD DATA takes quadratic time over it (MySQL 8.0.15 minutes for 64 MB). One thread uses
 * it.
 */
final class WideRow {
    /** A line from this length on is inserted by itself. */
    static final int BYTES = 1024 * 1024;

    /** A field from this length on is sent in pieces. */
    private static final int PIECEMEAL = 64 * 1024;

    private final JdbcConnection connection;
    private final Table table;
    private final List<Column> columns;
    private final long most;

    /** @param most the server's {@code max_allowed_packet}, which bounds a value too */
    WideRow(JdbcConnection connection, Table table, List<Column> columns, long most) {
        this.connection = connection;
        this.table = table;
        this.columns = columns;
        this.most = most;
    }

    static boolean isWide(LineBatch batch, int row) {
        return batch.end(row) - batch.start(row) >= BYTES;
    }

    /** @return whether the server stored the row with as many warnings as expected */
    Outcome insert(LineBatch batch, int row) throws SQLException {
        StringBuilder sql = new StringBuilder(
                "INSERT INTO " + Names.quote(table.name()) + " (" + Names.list(columns) + ") VALUES (");
        List<byte[]> values = new ArrayList<>();
        int at = batch.start(row);
        for (int field = 0; field < columns.size(); field++) {
            int end = end(batch.bytes(), at);
            sql.append(field == 0 ? "" : ",");
            if (end - at < PIECEMEAL) {
                literal(sql, columns.get(field), batch.bytes(), at, end);
            } else {
                values.add(value(columns.get(field), batch.bytes(), at, end));
                sql.append(isJson(columns.get(field)) ? "CONVERT(? USING utf8mb4)" : "?");
            }
            at = end + 1;
        }
        return send(sql.append(')').toString(), values);
    }

    private Outcome send(String sql, List<byte[]> values) throws SQLException {
        // a character for each byte, names included
        try (PreparedStatement statement = connection.serverPrepareStatement(TargetConnection.sent(sql))) {
            for (int i = 0; i < values.size(); i++) {
                InputStream stream = new ByteArrayInputStream(values.get(i));
                statement.setBinaryStream(i + 1, stream, values.get(i).length);
            }
            return Outcome.of(statement, statement.executeLargeUpdate());
        }
    }

    private byte[] value(Column column, byte[] bytes, int from, int to) {
        byte[] value = Escapes.unescape(bytes, from, to);
        if (value.length > most) {
            throw new RunFailure(table.name() + ": a value of " + column.name() + " has " + value.length
                    + " bytes, more than the target's max_allowed_packet of " + most + ". Raise it.");
        }
        return value;
    }

    private static boolean isJson(Column column) {
        return ColumnKind.of(column) == ColumnKind.JSON;
    }

    private static int end(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] != '\t' && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    /** In hexadecimal with an introducer this is a string, which numbers take as their text. */
    private static void literal(StringBuilder sql, Column column, byte[] bytes, int from, int to) {
        if (to - from == 2 && bytes[from] == '\\' && bytes[from + 1] == 'N') {
            sql.append("NULL");
            return;
        }
        sql.append(isJson(column) ? "_utf8mb4 " : "_binary ");
        Literals.hex(sql, Escapes.unescape(bytes, from, to));
    }
}
