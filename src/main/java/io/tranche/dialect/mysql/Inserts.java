package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.error.RunFailure;
import io.tranche.row.LineBatch;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Multi-row INSERTs in place of LOAD DATA: any server takes them, and the bytes are the same. One thread uses it. */
final class Inserts implements PipedSink.Loading {
    /**
     * How long statements are, in bytes.
     *
     * @param usual a statement's; only a row that is bigger makes it longer
     * @param most the server's {@code max_allowed_packet}
     */
    record Limits(int usual, long most) {}

    private final JdbcConnection connection;
    private final Table table;
    private final EnumZeros zeros;
    private final InsertText text;
    private final WideRow wideRow;
    private final Limits limits;
    private int expectedWarnings;

    Inserts(JdbcConnection connection, Table table, List<Column> columns, Limits limits) {
        this.connection = connection;
        this.table = table;
        this.zeros = new EnumZeros(columns);
        this.text = new InsertText(table, columns);
        this.limits = limits;
        this.wideRow = new WideRow(connection, table, columns, limits.most());
    }

    @Override
    public void count(LineBatch batch) {
        // INSERT counts for itself
    }

    @Override
    public void run(LineQueue queue) throws SQLException, InterruptedException {
        try (ByteStatements bytes = new ByteStatements(connection)) {
            for (LineBatch batch = queue.take(); batch != null; batch = queue.take()) {
                add(batch, 0, batch.rows(), bytes);
            }
            send(bytes);
        }
    }

    /** Inserts some rows of a batch, and waits for the server. */
    void insert(LineBatch batch, int from, int to) throws SQLException {
        try (ByteStatements bytes = new ByteStatements(connection)) {
            add(batch, from, to, bytes);
            send(bytes);
        } finally {
            clear();
        }
    }

    private void add(LineBatch batch, int from, int to, ByteStatements bytes) throws SQLException {
        for (int row = from; row < to; row++) {
            if (WideRow.isWide(batch, row)) {
                send(bytes);
                bytes.end();
                sendWide(batch, row);
                continue;
            }
            if (text.rows() > 0 && text.length() + text.room(batch, row) > limits.usual()) {
                send(bytes);
            }
            text.add(batch, row);
            expectedWarnings += zeros.possible() ? zeros.in(batch, row) : 0;
        }
    }

    private void send(ByteStatements bytes) throws SQLException {
        if (text.rows() == 0) {
            return;
        }
        if (text.length() > limits.most()) {
            throw new RunFailure(table.name() + ": a row takes " + text.length()
                    + " bytes as an INSERT, more than the target's max_allowed_packet of " + limits.most()
                    + ". Raise it, or allow LOAD DATA with local_infile=ON.");
        }
        bytes.begin();
        tolerantly(this::insert);
        clear();
    }

    private void sendWide(LineBatch batch, int row) throws SQLException {
        expectedWarnings = zeros.possible() ? zeros.in(batch, row) : 0;
        tolerantly(() -> check(wideRow.insert(batch, row), 1, List.of()));
        clear();
    }

    private interface Work {
        void run() throws SQLException;
    }

    /** A strict server refuses the index 0 of an ENUM altogether. */
    private void tolerantly(Work work) throws SQLException {
        if (expectedWarnings == 0) {
            work.run();
            return;
        }
        mode(TargetConnection.LENIENT);
        work.run();
        mode(TargetConnection.STRICT);
    }

    private void clear() {
        text.clear();
        expectedWarnings = 0;
    }

    private void insert() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            long stored = statement.executeLargeUpdate(text.sql());
            check(Outcome.of(statement, stored), text.rows(), Outcome.warnings(statement));
        }
    }

    private void check(Outcome outcome, int sent, List<String> warnings) {
        if (!outcome.exact(sent, expectedWarnings)) {
            throw new RunFailure("of " + sent + " rows " + outcome.stored() + " were stored, with "
                    + (outcome.warnings() - expectedWarnings) + " warnings about changed values: "
                    + String.join("; ", warnings));
        }
    }

    private void mode(String mode) throws SQLException {
        Sessions.execute(connection, "SET SESSION sql_mode = '" + mode + "'");
    }
}
