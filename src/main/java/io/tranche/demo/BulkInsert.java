package io.tranche.demo;

import java.sql.SQLException;
import java.sql.Statement;

/** Inserts the rows of one table, a thousand a statement. Not thread-safe. */
public final class BulkInsert implements AutoCloseable {
    private static final int ROWS_A_STATEMENT = 1_000;
    private final Statement statement;
    private final String head;
    private final StringBuilder tuples = new StringBuilder();
    private int pending;

    public BulkInsert(Statement statement, String table) {
        this.statement = statement;
        this.head = "INSERT INTO " + table + " VALUES ";
    }

    /** @param values in the table's order: numbers, texts, NULL */
    public void add(Object... values) throws SQLException {
        tuples.append(pending == 0 ? "(" : ",(");
        for (int position = 0; position < values.length; position++) {
            if (position > 0) {
                tuples.append(',');
            }
            append(values[position]);
        }
        tuples.append(')');
        pending++;
        if (pending == ROWS_A_STATEMENT) {
            flush();
        }
    }

    private void append(Object value) {
        if (value instanceof String text) {
            tuples.append('\'').append(text.replace("'", "''")).append('\'');
        } else {
            tuples.append(value == null ? "NULL" : value.toString());
        }
    }

    private void flush() throws SQLException {
        if (pending > 0) {
            statement.executeUpdate(head + tuples);
            tuples.setLength(0);
            pending = 0;
        }
    }

    @Override
    public void close() throws SQLException {
        flush();
    }
}
