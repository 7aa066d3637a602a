package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.catalog.Table;
import io.tranche.dialect.Ascent;
import io.tranche.dialect.Asked;
import io.tranche.dialect.KeyRange;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.dialect.ShownStatements;
import io.tranche.dialect.SqlFailure;
import io.tranche.row.BatchHandler;
import io.tranche.row.KeyBatch;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A connection inside a snapshot. */
final class MySqlReader implements Reader {
    /** In place of the keys, where a statement is shown. */
    private static final String ASKED = "(its key is asked for)";

    private final Connections connections;
    private final Supplier<Optional<JdbcConnection>> spares;
    private final Consumer<MySqlReader> giveBack;
    private final ShownStatements statements;
    private volatile JdbcConnection connection;
    private volatile RowStream stream;
    private volatile boolean broken;

    /**
     * @param spares connections at the same moment, for those that are lost
     * @param giveBack what closing does: the connection outlives its borrower
     */
    MySqlReader(
            JdbcConnection connection,
            Connections connections,
            Supplier<Optional<JdbcConnection>> spares,
            Consumer<MySqlReader> giveBack,
            ShownStatements statements) {
        this.connections = connections;
        this.statements = statements;
        this.spares = spares;
        this.giveBack = giveBack;
        use(connection);
    }

    private void use(JdbcConnection next) {
        connection = next;
        stream = new RowStream(next, connections, statements);
        broken = false;
    }

    /** Goes on with a spare connection after the first was lost. */
    private void replaceLost() {
        if (!broken) {
            return;
        }
        JdbcConnection lost = connection;
        use(spares.get()
                .orElseThrow(() -> new SqlFailure(
                        SqlFailure.Kind.CONNECTION_LOST,
                        "the connection to the source is lost, and with it its snapshot; there is no spare one",
                        null)));
        Sessions.abandon(lost);
    }

    @Override
    public long read(Query query, BatchHandler handler) {
        statements.reads(new SelectText(query.whole(), List.of()).sql(""));
        return guarded(() -> {
            SelectText select = new SelectText(query, List.of());
            return stream.read(select.sql(""), select.lineFields(), RowTail.NONE, handler);
        });
    }

    @Override
    public long readMatching(Query query, Asked asked, BatchHandler handler) {
        return guarded(() -> inZoneOf(asked, () -> search(query, asked).run(Optional.empty(), handler)));
    }

    @Override
    public KeyBatch lookup(Query query, Asked asked, BatchHandler handler) {
        return guarded(() -> {
            Answers answers = new Answers(query, asked);
            return inZoneOf(asked, () -> {
                search(query, asked).run(Optional.of(answers), handler);
                return answers.unanswered(this::holds);
            });
        });
    }

    @Override
    public long readAbove(Query query, Asked asked, Ascent ascent, BatchHandler handler) {
        statements.reads(
                new SelectText(query, List.of()).above(ASKED, new AscentText(query.table(), ascent.withLevels(1))));
        return guarded(
                () -> inZoneOf(asked, () -> new Search(connection, stream, query, asked).above(ascent, handler)));
    }

    private Search search(Query query, Asked asked) {
        statements.reads(new SelectText(query, List.of()).sql(ASKED));
        return new Search(connection, stream, query, asked);
    }

    /**
     * Keys that are TIMESTAMPs are written down in UTC, and no literal of all servers says so: the session must be there. A
     * user's rule that names a moment beside such a key would see another one, but lookups carry no such rules.
     */
    private <T> T inZoneOf(Asked asked, Work<T> work) throws SQLException {
        boolean moments = asked.form().fields().stream()
                .anyMatch(word -> KeyWord.parse(word).sort() == KeyWord.Sort.TIMESTAMP);
        if (!moments) {
            return work.run();
        }
        String zone = Sessions.row(connection, "SELECT @@SESSION.time_zone").get(0);
        Sessions.execute(connection, "SET time_zone = '+00:00'");
        try {
            return work.run();
        } finally {
            Sessions.execute(connection, "SET time_zone = '" + zone.replace("'", "''") + "'");
        }
    }

    /** Whether rows exist that these conditions hold for, each for itself. */
    private List<Boolean> holds(Table table, List<String> conditions) throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT ");
        for (String condition : conditions) {
            sql.append(sql.length() == 7 ? "" : ",").append("EXISTS(SELECT 1 FROM ");
            sql.append(Names.quote(table.name()))
                    .append(" WHERE ")
                    .append(condition)
                    .append(')');
        }
        return Sessions.row(connection, sql.toString()).stream()
                .map("1"::equals)
                .toList();
    }

    @Override
    public List<KeyRange> split(Table table, long rows) {
        return guarded(() -> new Splitter(connection, table, rows).ranges());
    }

    @Override
    public List<KeyRange> chunks(Query query, long rows) {
        return split(query.table(), rows);
    }

    /** Has the server prepare the statement: unlike EXPLAIN, that runs no subquery. */
    @Override
    public Optional<String> rejection(Query query) {
        replaceLost();
        String sql = new SelectText(query, List.of()).sql("");
        try (PreparedStatement prepared = connection.serverPrepareStatement(sql)) {
            int parameters = prepared.getParameterMetaData().getParameterCount();
            return parameters == 0 ? Optional.empty() : Optional.of("there is a question mark outside of quotes");
        } catch (SQLException e) {
            if (SqlFailures.kind(e) == SqlFailure.Kind.CONNECTION_LOST) {
                broken = true;
                throw SqlFailures.of(e);
            }
            return Optional.of(SqlFailures.words(e));
        }
    }

    @Override
    public List<List<String>> rows(String sql) {
        statements.sends(sql);
        return guarded(() -> Sessions.rows(connection, sql));
    }

    /** MySQL 9 has given up the faster ones. */
    @Override
    public List<String> hashFunctions() {
        return guarded(() -> {
            try {
                Sessions.row(connection, "SELECT MD5('')");
                return List.of(RowHash.MD5, RowHash.SHA2);
            } catch (SQLException e) {
                if (SqlFailures.kind(e) == SqlFailure.Kind.CONNECTION_LOST) {
                    throw e;
                }
                return List.of(RowHash.SHA2);
            }
        });
    }

    @Override
    public List<List<String>> sums(Query query, String bucket, String hash) {
        return rows(new SelectText(query, List.of()).sums(bucket, hash));
    }

    @Override
    public void cancel() {
        stream.cancel();
    }

    @Override
    public void close() {
        giveBack.accept(this);
    }

    /** Whether the connection, and with it the snapshot, is lost. */
    boolean broken() {
        return broken;
    }

    JdbcConnection connection() {
        return connection;
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    private <T> T guarded(Work<T> work) {
        replaceLost();
        try {
            return work.run();
        } catch (SQLException e) {
            SqlFailure failure = SqlFailures.of(e);
            broken |= failure.kind() == SqlFailure.Kind.CONNECTION_LOST;
            throw failure;
        }
    }
}
