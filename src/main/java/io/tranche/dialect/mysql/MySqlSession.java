package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.dialect.Asked;
import io.tranche.dialect.SqlFailure;
import io.tranche.dialect.TargetSession;
import io.tranche.row.LineBatch;
import io.tranche.row.RowSink;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A borrowed connection that writes. */
final class MySqlSession implements TargetSession {
    /** Names of locks belong to the whole server, and have at most 64 characters. */
    private static final String CLAIM = "CONCAT('tranche ', SHA2(DATABASE(), 224))";

    private static final int CLAIM_WAIT_SECONDS = 5;

    private final MySqlTarget target;
    private final Connection borrowed;
    private final JdbcConnection connection;
    private boolean broken;
    private boolean claims;

    MySqlSession(MySqlTarget target, Connection borrowed) throws SQLException {
        this.target = target;
        this.borrowed = borrowed;
        this.connection = borrowed.unwrap(JdbcConnection.class);
    }

    @Override
    public RowSink load(Table table, List<Column> columns) {
        target.listener().writes("(rows are loaded into " + table.name() + ")");
        boolean byFile = target.loadsFiles() && LoadStatement.fits(columns);
        return byFile ? loadData(table, columns) : insert(table, columns);
    }

    private RowSink loadData(Table table, List<Column> columns) {
        return new MixedSink(
                () -> new PipedSink(new LoadData(connection, table, columns), target.threads()),
                new Inserts(connection, table, columns, target.limits()),
                target.limits().most());
    }

    /** A load by INSERT, whatever the server allows. */
    RowSink insert(Table table, List<Column> columns) {
        return new PipedSink(new Inserts(connection, table, columns, target.limits()), target.threads());
    }

    @Override
    public RowSink loadStrictly(Table table, List<Column> columns) {
        return new StrictSink(connection, table, columns, target.limits());
    }

    @Override
    public long delete(Table table, Asked asked) {
        return guarded(() -> new Deletion(table, asked).run(connection, target.listener()));
    }

    @Override
    public long deleteCopies(Table table, List<Column> columns, LineBatch lines) {
        return guarded(() -> new CopyDeletion(table, columns).run(connection, lines, target.listener()));
    }

    @Override
    public boolean claimTarget() {
        String sql = "SELECT GET_LOCK(" + CLAIM + ", " + CLAIM_WAIT_SECONDS + ")";
        claims = rows(sql).get(0).contains("1");
        rollback();
        return claims;
    }

    @Override
    public long execute(String sql, Object... parameters) {
        target.listener().writes(sql);
        return guarded(() -> TargetConnection.execute(connection, sql, parameters));
    }

    @Override
    public List<List<String>> rows(String sql, Object... parameters) {
        return guarded(() -> TargetConnection.rows(connection, sql, parameters));
    }

    @Override
    public void commit() {
        guarded(() -> {
            connection.commit();
            return null;
        });
    }

    @Override
    public void rollback() {
        guarded(() -> {
            connection.rollback();
            return null;
        });
    }

    @Override
    public void cancel() {
        target.killQuery(connection.getId());
    }

    @Override
    public void close() {
        try {
            if (!broken) {
                connection.rollback();
                if (claims) {
                    TargetConnection.rows(connection, "SELECT RELEASE_LOCK(" + CLAIM + ")");
                }
            }
        } catch (SQLException e) {
            broken = true;
        }
        target.giveBack(borrowed, broken);
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    private <T> T guarded(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            SqlFailure failure = SqlFailures.of(e);
            broken |= failure.kind() == SqlFailure.Kind.CONNECTION_LOST;
            throw failure;
        }
    }
}
