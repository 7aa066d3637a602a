package io.tranche.dialect.postgresql;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.dialect.Asked;
import io.tranche.dialect.TargetSession;
import io.tranche.progress.Listener;
import io.tranche.row.LineBatch;
import io.tranche.row.RowForm;
import io.tranche.row.RowSink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;

/** A pooled session. */
final class PostgreSqlSession implements TargetSession {
    /** Spells "tranche" in ASCII; such locks belong to one database. */
    private static final String CLAIM = "x'7472616e636865'::bigint";

    private static final String LOCK_TIMEOUT = "55P03";

    private final Connection connection;
    private final ServerFacts server;
    private final Listener listener;
    private boolean claims;

    PostgreSqlSession(Connection connection, ServerFacts server, Listener listener) {
        this.listener = listener;
        this.connection = connection;
        this.server = server;
    }

    Connection connection() {
        return connection;
    }

    @Override
    public RowSink load(Table table, List<Column> columns) {
        return load(table, columns, RowForm.TEXT);
    }

    @Override
    public RowSink load(Table table, List<Column> columns, RowForm form) {
        LoadTarget target = LoadTarget.of(table, columns, form);
        listener.writes(target.statement());
        return CopySink.start(driver(), target);
    }

    @Override
    public RowSink loadStrictly(Table table, List<Column> columns) {
        return new StrictSink(driver(), LoadTarget.of(table, columns, RowForm.TEXT));
    }

    private PGConnection driver() {
        try {
            return connection.unwrap(PGConnection.class);
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }

    @Override
    public long delete(Table table, Asked asked) {
        if (asked.keys().isEmpty()) {
            return 0;
        }
        AskedKeys keys = new AskedKeys(asked);
        try {
            keys.bind(connection, server);
        } catch (SQLException e) {
            throw Failures.of(e);
        }
        return execute("DELETE FROM " + Quoting.from(table) + " USING " + keys.distinctTable() + " WHERE "
                + keys.condition(table.name()));
    }

    @Override
    public long deleteCopies(Table table, List<Column> columns, LineBatch lines) {
        CopyDeletion deletion = new CopyDeletion(table, columns);
        long rows = 0;
        for (int row = 0; row < lines.rows(); row++) {
            rows += execute(deletion.sql(lines, row));
        }
        return rows;
    }

    @Override
    public boolean claimTarget() {
        try {
            Rows.plain(connection, "SELECT set_config('lock_timeout', '5s', true), pg_advisory_lock(" + CLAIM + ")");
            claims = true;
        } catch (SQLException e) {
            if (!LOCK_TIMEOUT.equals(e.getSQLState())) {
                throw Failures.of(e);
            }
        }
        rollback();
        return claims;
    }

    @Override
    public long execute(String sql, Object... parameters) {
        listener.writes(sql);
        try {
            // without parameters a question mark is the statement's own: DDL is full of them
            if (parameters.length == 0) {
                try (Statement statement = connection.createStatement()) {
                    statement.setEscapeProcessing(false);
                    statement.execute(sql);
                    return Math.max(0, statement.getLargeUpdateCount());
                }
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                Rows.bind(statement, parameters);
                statement.execute();
                return Math.max(0, statement.getLargeUpdateCount());
            }
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }

    @Override
    public List<List<String>> rows(String sql, Object... parameters) {
        if (parameters.length > 0) {
            return Rows.of(connection, sql, parameters);
        }
        try {
            return Rows.plain(connection, sql);
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }

    @Override
    public void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }

    @Override
    public void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }

    @Override
    public void cancel() {
        try {
            driver().cancelQuery();
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }

    /** The pool rolls back what is open, and has closed what is lost: the claim went with it. */
    @Override
    public void close() {
        try {
            if (claims && !connection.isClosed()) {
                connection.rollback();
                Rows.plain(connection, "SELECT pg_advisory_unlock(" + CLAIM + ")");
            }
            connection.close();
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }
}
