package io.tranche.dialect.mysql;

import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.exceptions.SQLExceptionsMapping;
import com.mysql.cj.jdbc.result.ResultSetInternalMethods;
import com.mysql.cj.protocol.ResultsetRows;
import com.mysql.cj.result.Row;
import io.tranche.dialect.ShownStatements;
import io.tranche.row.BatchHandler;
import io.tranche.row.LineBatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Streams a SELECT's rows into lines, without decoding them. One thread reads; any may cancel. */
final class RowStream {
    private static final int BATCH_ROWS = 8_192;
    private static final int BATCH_BYTES = 512 * 1024;
    private static final int FULL = BATCH_BYTES + BATCH_BYTES / 8;

    /** A lookup of few keys gets by with this, and its time would else go into clearing memory. */
    private static final int FIRST = 8 * 1024;

    private static final int QUERY_INTERRUPTED = 1317;

    private final JdbcConnection connection;
    private final Connections connections;
    private final ShownStatements statements;
    private volatile boolean running;

    RowStream(JdbcConnection connection, Connections connections, ShownStatements statements) {
        this.statements = statements;
        this.connection = connection;
        this.connections = connections;
    }

    /**
     * @param lineFields how many fields of each row make the line; those behind it go to {@code tail}
     * @return rows
     */
    long read(String sql, int lineFields, RowTail tail, BatchHandler handler) throws SQLException {
        statements.sends(sql);
        running = true;
        try (Statement statement = connection.createStatement()) {
            // the driver's sign for "do not hold the result"; anything else makes it read all rows first
            statement.setFetchSize(Integer.MIN_VALUE);
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery(sql)) {
                return readAll(rows, lineFields, tail, handler);
            }
        } finally {
            running = false;
        }
    }

    private long readAll(ResultSet result, int lineFields, RowTail tail, BatchHandler handler) throws SQLException {
        ResultsetRows rows = result.unwrap(ResultSetInternalMethods.class).getRows();
        long count = 0;
        LineBatch batch = new LineBatch(FIRST);
        try {
            for (Row row = next(rows); row != null; row = next(rows)) {
                if (!tail.take(row, lineFields)) {
                    continue;
                }
                for (int i = 0; i < lineFields; i++) {
                    batch.field(row.getBytes(i));
                }
                batch.endLine();
                count++;
                if (batch.size() >= BATCH_BYTES || batch.rows() >= BATCH_ROWS) {
                    handler.accept(batch);
                    batch = new LineBatch(FULL);
                }
            }
        } catch (RuntimeException | Error e) {
            stop(result, e);
            throw e;
        }
        if (batch.rows() > 0) {
            handler.accept(batch);
        }
        return count;
    }

    /** The driver's own rows: its ResultSet takes a lock and checks its state for each field, a quarter of the reading time. */
    private static Row next(ResultsetRows rows) throws SQLException {
        try {
            return rows.next();
        } catch (CJException e) {
            throw SQLExceptionsMapping.translateException(e);
        }
    }

    /** Closing reads the result to its end, so the server is asked to end it first. */
    private void stop(ResultSet rows, Throwable reason) {
        try {
            cancel();
            rows.close();
        } catch (SQLException | RuntimeException e) {
            if (!(e instanceof SQLException sql) || sql.getErrorCode() != QUERY_INTERRUPTED) {
                reason.addSuppressed(e);
            }
        }
        absorb(reason);
    }

    /** A kill that came after the result's end would hit the next statement: let it hit one that does not matter. */
    private void absorb(Throwable reason) {
        for (int attempt = 0; attempt < 2; attempt++) {
            try {
                Sessions.execute(connection, "DO 0");
            } catch (SQLException e) {
                if (e.getErrorCode() != QUERY_INTERRUPTED) {
                    reason.addSuppressed(e);
                }
            }
        }
    }

    void cancel() {
        if (running) {
            connections.killQuery(connection.getId());
        }
    }
}
