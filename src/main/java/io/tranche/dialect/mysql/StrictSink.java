package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.catalog.Column;
import io.tranche.catalog.Key;
import io.tranche.catalog.Table;
import io.tranche.dialect.SqlFailure;
import io.tranche.error.RunFailure;
import io.tranche.row.Escapes;
import io.tranche.row.LineBatch;
import io.tranche.row.RowSink;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Slow inserts that find the row which the target refuses, by halving the statement that fails. What is inserted on the way is
 * rolled back by the caller.
 */
final class StrictSink implements RowSink {
    private static final int ROWS = 256;

    private final Table table;
    private final List<Column> columns;
    private final Inserts inserts;
    private long rows;

    StrictSink(JdbcConnection connection, Table table, List<Column> columns, Inserts.Limits limits) {
        this.table = table;
        this.columns = columns;
        this.inserts = new Inserts(connection, table, columns, limits);
    }

    @Override
    public void write(LineBatch batch) {
        // only a transaction undoes the rows of a statement that failed in its middle
        int step =
                "InnoDB".equalsIgnoreCase(table.properties().getOrDefault(TableProperties.ENGINE, "InnoDB")) ? ROWS : 1;
        for (int from = 0; from < batch.rows(); from += step) {
            insert(batch, from, Math.min(batch.rows(), from + step));
        }
        rows += batch.rows();
    }

    private void insert(LineBatch batch, int from, int to) {
        try {
            inserts.insert(batch, from, to);
        } catch (SQLException e) {
            SqlFailure failure = SqlFailures.of(e);
            switch (failure.kind()) {
                case TRANSIENT, CONNECTION_LOST, DENIED, STRUCTURE_CHANGED, EXHAUSTED -> throw failure;
                case OTHER -> halve(batch, from, to, new RunFailure(failure.getMessage(), e));
            }
        } catch (RunFailure e) {
            halve(batch, from, to, e);
        }
    }

    private void halve(LineBatch batch, int from, int to, RunFailure failure) {
        if (to - from == 1) {
            throw new RunFailure(
                    table.name() + ": the target refuses the row " + key(batch, from) + ": " + failure.getMessage(),
                    failure);
        }
        int middle = (from + to) >>> 1;
        insert(batch, from, middle);
        insert(batch, middle, to);
    }

    private String key(LineBatch batch, int row) {
        List<String> names = table.identity().map(Key::columns).orElse(List.of());
        List<byte[]> fields = fields(batch, row);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (names.contains(column.name())) {
                parts.add(column.name() + " = " + shown(column, fields.get(i)));
            }
        }
        return parts.isEmpty() ? "number " + (rows + row + 1) + " of the load" : String.join(", ", parts);
    }

    private static List<byte[]> fields(LineBatch batch, int row) {
        int from = batch.start(row);
        byte[] line = java.util.Arrays.copyOfRange(batch.bytes(), from, batch.end(row) - 1);
        return Escapes.fields(line);
    }

    private static String shown(Column column, byte[] value) {
        return switch (ColumnKind.of(column)) {
            case BINARY, BIT, UUID, INET6, INET4, GEOMETRY ->
                "0x" + HexFormat.of().formatHex(value);
            case TEXT, ENUM, SET, JSON -> "'" + new String(value, StandardCharsets.UTF_8) + "'";
            case INTEGER,
                    UNSIGNED_BIGINT,
                    YEAR,
                    DECIMAL,
                    FLOAT,
                    SCALED_FLOAT,
                    DOUBLE,
                    DATE,
                    TIME,
                    DATETIME,
                    TIMESTAMP -> new String(value, StandardCharsets.US_ASCII);
        };
    }

    @Override
    public long finish() {
        return rows;
    }

    @Override
    public void abort() {
        // nothing is under way between statements
    }
}
