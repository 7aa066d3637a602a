package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Ascent;
import io.tranche.dialect.Asked;
import io.tranche.dialect.Query;
import io.tranche.row.BatchHandler;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads the rows that have one of some asked keys, with as many statements as these need. One thread uses it. */
final class Search {
    /** How long a statement with a list of keys may become; servers' default limits are 1 MB (old ones) to 64 MB. */
    private static final int STATEMENT_ROOM = 512 * 1024;

    /** With fewer keys than this, a question to the server costs more than it can save. */
    private static final int WORTH_AN_ESTIMATE = 1_000;

    private final JdbcConnection connection;
    private final RowStream stream;
    private final Query query;
    private final Asked asked;

    Search(JdbcConnection connection, RowStream stream, Query query, Asked asked) {
        this.connection = connection;
        this.stream = stream;
        this.query = query;
        this.asked = asked;
    }

    /** @param answers is told which keys come back; empty if nobody wants to know */
    long run(Optional<Answers> answers, BatchHandler handler) throws SQLException {
        SelectText select =
                new SelectText(query, answers.map(Answers::expressions).orElse(List.of()));
        RowTail tail = answers.<RowTail>map(all -> all).orElse(RowTail.NONE);
        AskedCondition condition = new AskedCondition(table(), asked);
        int size = asked.keys().size();
        long rows = 0;
        int from = 0;
        while (from < size) {
            int to = Math.min(size, from + condition.keysInStatement());
            Optional<Stretch> stretch = stretch(from, to);
            if (stretch.isPresent()) {
                rows += read(stretch.get(), tail, handler);
                from = to;
            } else {
                StringBuilder keys = new StringBuilder();
                from = condition.append(keys, from, to, STATEMENT_ROOM);
                rows += stream.read(select.sql(keys.toString()), select.lineFields(), tail, handler);
            }
        }
        return rows;
    }

    /** The rows above the asked ones. */
    long above(Ascent ascent, BatchHandler handler) throws SQLException {
        SelectText select = new SelectText(query, List.of());
        AscentText text = new AscentText(query.table(), ascent);
        AskedCondition condition = new AskedCondition(table(), asked);
        int size = asked.keys().size();
        long rows = 0;
        int from = 0;
        while (from < size) {
            StringBuilder keys = new StringBuilder();
            from = condition.append(keys, from, Math.min(size, from + condition.keysInStatement()), STATEMENT_ROOM);
            rows += stream.read(select.above(keys.toString(), text), select.lineFields(), RowTail.NONE, handler);
        }
        return rows;
    }

    private TableName table() {
        return query.table().name();
    }

    /** The keys as a stretch to be read as a whole; empty if they are to be searched for. */
    private Optional<Stretch> stretch(int from, int to) throws SQLException {
        if (query.limit().isPresent() || query.perParent().isPresent()) {
            // rows that nobody asked for would be counted
            return Optional.empty();
        }
        Optional<Stretch> stretch = Stretch.of(table(), asked, from, to);
        if (stretch.isEmpty() || stretch.get().close()) {
            return stretch;
        }
        boolean known = stretch.get().size() >= WORTH_AN_ESTIMATE && findsOneRowEach();
        return known
                        && stretch.get()
                                .worthReading(Estimate.rows(
                                        connection, table(), stretch.get().condition()))
                ? stretch
                : Optional.empty();
    }

    private boolean findsOneRowEach() {
        return query.table()
                .uniqueOver(
                        asked.columns().stream().map(column -> column.name()).toList());
    }

    private long read(Stretch stretch, RowTail tail, BatchHandler handler) throws SQLException {
        String key = Expressions.key(
                table(),
                asked.columns().get(0),
                KeyWord.parse(asked.form().fields().get(0)));
        SelectText select = new SelectText(query, List.of(key));
        return stream.read(select.sql(stretch.condition()), select.lineFields(), stretch.sieve(tail), handler);
    }
}
