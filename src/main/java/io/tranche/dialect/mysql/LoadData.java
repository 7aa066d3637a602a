package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.JdbcStatement;
import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.error.RunFailure;
import io.tranche.row.LineBatch;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code LOAD DATA LOCAL}: the lines are the file. The server never refuses a row of a local file, it changes or skips it and
 * warns; so the counts must be exactly those of the rows sent.
 */
final class LoadData implements PipedSink.Loading {
    private final JdbcConnection connection;
    private final Table table;
    private final List<Column> columns;
    private final EnumZeros zeros;
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong expectedWarnings = new AtomicLong();

    LoadData(JdbcConnection connection, Table table, List<Column> columns) {
        this.connection = connection;
        this.table = table;
        this.columns = columns;
        this.zeros = new EnumZeros(columns);
    }

    @Override
    public void count(LineBatch batch) {
        rows.addAndGet(batch.rows());
        expectedWarnings.addAndGet(zeros.in(batch));
    }

    @Override
    public void run(LineQueue queue) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.unwrap(JdbcStatement.class).setLocalInfileInputStream(queue.stream());
            long stored = statement.executeLargeUpdate(TargetConnection.sent(LoadStatement.sql(table, columns)));
            Outcome outcome = Outcome.of(statement, stored);
            if (!outcome.exact(rows.get(), expectedWarnings.get())) {
                throw refused(outcome, Outcome.warnings(statement));
            }
        }
    }

    private RunFailure refused(Outcome outcome, List<String> warnings) {
        return new RunFailure(table.name() + ": of " + rows.get() + " rows " + outcome.stored()
                + " were stored, " + outcome.skipped() + " skipped, with "
                + (outcome.warnings() - expectedWarnings.get()) + " warnings about changed values. The target says: "
                + String.join("; ", warnings) + ".");
    }
}
