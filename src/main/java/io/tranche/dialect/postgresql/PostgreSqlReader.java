package io.tranche.dialect.postgresql;

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
import io.tranche.row.LongKeys;
import io.tranche.row.TextKeys;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;

/**
 * Reads rows by COPY. A failed statement ends PostgreSQL's transaction, and with it the reader's view of the moment: the
 * reader then joins the moment again before it does anything else.
 */
final class PostgreSqlReader implements Reader {
    private static final String CANCELLED = "57014";
    private static final String CONFLICT = "40001";

    private final Connections connections;
    private final ServerFacts server;
    private final Moment moment;
    private final QueryText text;
    private final Terms terms;

    private volatile Connection connection;
    private final ShownStatements statements;
    private boolean failed;

    /** The moment itself is lost. */
    private boolean stranded;

    /**
     * On which terms a reader is lent.
     *
     * @param giveBack what closing does
     * @param statement how long one statement may take
     */
    record Terms(Consumer<PostgreSqlReader> giveBack, Optional<Duration> statement) {}

    PostgreSqlReader(
            Connections connections,
            ServerFacts server,
            Moment moment,
            QueryText text,
            Terms terms,
            ShownStatements statements) {
        this.connections = connections;
        this.server = server;
        this.moment = moment;
        this.text = text;
        this.terms = terms;
        this.statements = statements;
    }

    void connect() throws SQLException {
        connection = connections.open();
        if (terms.statement().isPresent()) {
            SessionSettings.run(
                    connection,
                    "SET statement_timeout = " + terms.statement().get().toMillis());
        }
        moment.join(connection);
        failed = false;
    }

    @Override
    public long read(Query query, BatchHandler handler) {
        statements.reads(text.select(query.whole()));
        return attempt(() -> copy(query, text.select(query), handler));
    }

    @Override
    public long readMatching(Query query, Asked asked, BatchHandler handler) {
        if (asked.keys().isEmpty()) {
            return 0;
        }
        return attempt(() -> matching(query, asked, handler));
    }

    /** Where each asked key can have but one row, as many rows as keys leave no key without one. */
    @Override
    public KeyBatch lookup(Query query, Asked asked, BatchHandler handler) {
        int size = asked.keys().size();
        if (size == 0) {
            return asked.keys();
        }
        return attempt(() -> {
            long rows = matching(query, asked, handler);
            List<String> names =
                    asked.columns().stream().map(column -> column.name()).toList();
            if (rows == size && query.table().uniqueOver(names)) {
                return chosen(asked.keys(), List.of());
            }
            AskedKeys keys = new AskedKeys(asked);
            keys.bind(connection, server);
            return chosen(
                    asked.keys(),
                    Rows.plain(connection, keys.unanswered(query.table().name(), Quoting.from(query.table()))));
        });
    }

    @Override
    public long readAbove(Query query, Asked asked, Ascent ascent, BatchHandler handler) {
        if (asked.keys().isEmpty()) {
            return 0;
        }
        return attempt(() -> {
            AskedKeys keys = new AskedKeys(asked);
            keys.bind(connection, server);
            statements.reads(text.above(query, keys, ascent.withLevels(1)));
            return copy(query, text.above(query, keys, ascent), handler);
        });
    }

    private long matching(Query query, Asked asked, BatchHandler handler) throws SQLException {
        AskedKeys keys = new AskedKeys(asked);
        String select = text.select(query, Optional.of(keys));
        statements.reads(select);
        Optional<Stretch> stretch = Stretch.of(connection, query, asked);
        if (stretch.isPresent()) {
            Stretch.Sieve sieve = stretch.get().sieve(handler);
            Query whole = stretch.get().whole();
            copy(whole, text.select(whole), sieve.lines());
            return sieve.passed();
        }
        keys.bind(connection, server);
        return copy(query, select, handler);
    }

    private static KeyBatch chosen(KeyBatch keys, List<List<String>> ordinals) {
        int[] positions = ordinals.stream()
                .mapToInt(row -> Integer.parseInt(row.get(0)) - 1)
                .sorted()
                .toArray();
        if (keys instanceof LongKeys longs) {
            long[] values = new long[positions.length];
            for (int i = 0; i < positions.length; i++) {
                values[i] = longs.get(positions[i]);
            }
            return LongKeys.wrap(values, values.length);
        }
        List<byte[]> values = new ArrayList<>();
        for (int position : positions) {
            values.add(((TextKeys) keys).get(position));
        }
        return TextKeys.of(values);
    }

    private long copy(Query query, String select, BatchHandler handler) throws SQLException {
        statements.sends("COPY (" + select + ") TO STDOUT" + CopyOptions.of(query.form()));
        return CopyRows.read(connection.unwrap(PGConnection.class), query, select, handler);
    }

    @Override
    public List<KeyRange> split(Table table, long rows) {
        return attempt(() -> {
            long estimate = PlannedQuery.of(connection, "SELECT 1 FROM " + Quoting.from(table))
                    .rows();
            return new KeyRanges(connection, table, estimate, rows).ranges();
        });
    }

    @Override
    public List<KeyRange> chunks(Query query, long rows) {
        return attempt(() -> new Chunks(connection, server, moment).of(query, text.select(query), rows));
    }

    @Override
    public Optional<String> rejection(Query query) {
        prepare();
        try {
            String sql = text.select(query);
            if (sql.indexOf('\0') >= 0) {
                return Optional.of("there is a NUL character, which no statement holds");
            }
            if (!isOneStatement(sql)) {
                return Optional.of("there is a semicolon outside of quotes");
            }
            Rows.plain(connection, "EXPLAIN " + sql);
            return Optional.empty();
        } catch (SQLException e) {
            failed = true;
            return switch (Failures.kind(e)) {
                case CONNECTION_LOST, EXHAUSTED, TRANSIENT -> throw failure(e);
                case DENIED, STRUCTURE_CHANGED, OTHER -> Optional.of(Failures.words(e));
            };
        }
    }

    /** The driver would send what stands behind a semicolon too, one after the other. */
    private boolean isOneStatement(String sql) throws SQLException {
        return connection
                        .unwrap(BaseConnection.class)
                        .createQuery(sql, false, false)
                        .query
                        .getSubqueries()
                == null;
    }

    @Override
    public List<List<String>> rows(String sql) {
        statements.sends(sql);
        return attempt(() -> Rows.plain(connection, text.moment().in(sql)));
    }

    private <T> T attempt(Work<T> work) {
        prepare();
        boolean done = false;
        try {
            T result = work.run();
            done = true;
            return result;
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            failed = !done;
        }
    }

    /** A reader that only reads meets no other conflict than that of a standby with what it has to apply. */
    private SqlFailure failure(SQLException e) {
        boolean conflict = server.standby() && CONFLICT.equals(e.getSQLState());
        return conflict
                ? new SqlFailure(Failures.kind(e), Failures.words(e) + "; " + Moment.KEEPS_CONFLICTS_AWAY, e)
                : Failures.of(e);
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    /** Puts the reader back on its moment if something failed before. */
    private void prepare() {
        if (!failed) {
            return;
        }
        try {
            if (connection.isClosed()) {
                connect();
            } else {
                recover();
            }
            failed = false;
        } catch (SQLException e) {
            stranded = Moment.isGone(e);
            throw Failures.of(e);
        }
    }

    /** What ended the last reading may arrive only now, when that had ended by itself: it means nothing any more. */
    private void rejoin() throws SQLException {
        try {
            moment.rejoin(connection);
        } catch (SQLException e) {
            if (!CANCELLED.equals(e.getSQLState())) {
                throw e;
            }
            moment.rejoin(connection);
        }
    }

    private void recover() throws SQLException {
        try {
            if (moment.shared()) {
                rejoin();
            }
        } catch (SQLException e) {
            if (Failures.kind(e) != SqlFailure.Kind.CONNECTION_LOST) {
                throw e;
            }
            disconnect();
            connect();
        }
    }

    @Override
    public List<String> hashFunctions() {
        return RowHash.functions(server);
    }

    @Override
    public List<List<String>> sums(Query query, String bucket, String hash) {
        String sql = text.sums(query, bucket, hash);
        statements.sends(sql);
        return attempt(() -> Rows.plain(connection, sql));
    }

    @Override
    public void cancel() {
        Connection current = connection;
        try {
            if (current != null && !current.isClosed()) {
                current.unwrap(PGConnection.class).cancelQuery();
            }
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }

    void disconnect() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }

    @Override
    public void close() {
        terms.giveBack().accept(this);
    }
}
