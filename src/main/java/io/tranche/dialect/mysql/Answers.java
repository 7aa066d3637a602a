package io.tranche.dialect.mysql;

import com.mysql.cj.result.Row;
import io.tranche.catalog.Table;
import io.tranche.dialect.Asked;
import io.tranche.dialect.Query;
import io.tranche.row.KeyBatch;
import io.tranche.row.KeyColumns;
import io.tranche.row.LineBatch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds out which asked keys have no row. A key that came back byte for byte is answered. That leaves those that nothing
 * answered, and those that a row answered whose key is spelled otherwise: of them the server is asked once more. Between
 * integers of one kind there is no other spelling, so what did not come back is not there.
 */
final class Answers implements RowTail {
    /** Each condition is a subquery of its own; servers slow down over many tables in one statement. */
    private static final int ASKED_AT_ONCE = 200;

    private static final int FLUSH_ROWS = 4_096;

    /** What it means that a key did not come back. */
    private enum Absence {
        PROVES,
        PROVES_NOTHING
    }

    /** Asks the server for which of some conditions on a table there are rows. */
    interface Judge {
        List<Boolean> holds(Table table, List<String> conditions) throws SQLException;
    }

    private final Table table;
    private final Asked asked;
    private final Absence absence;
    private final List<String> expressions;
    private final Spellings spellings;
    private LineBatch came = new LineBatch(1024);

    Answers(Query query, Asked asked) {
        this.table = query.table();
        this.asked = asked;
        boolean comparable = spelledAlike();
        this.absence = comparable && asked.form().integer() && readsWholeTable(query)
                ? Absence.PROVES
                : Absence.PROVES_NOTHING;
        this.expressions = comparable ? keyExpressions() : List.of();
        this.spellings = Spellings.of(asked.keys());
    }

    private static boolean readsWholeTable(Query query) {
        return query.conditions().isEmpty()
                && query.range().isEmpty()
                && query.limit().isEmpty()
                && query.perParent().isEmpty();
    }

    /** Whether the asked columns' own values are written like the asked keys. */
    private boolean spelledAlike() {
        return columns().allMatch(i -> KeyWord.of(asked.columns().get(i)).equals(word(i)));
    }

    private List<String> keyExpressions() {
        return columns()
                .mapToObj(i -> Expressions.key(table.name(), asked.columns().get(i), word(i)))
                .toList();
    }

    private IntStream columns() {
        return IntStream.range(0, asked.columns().size());
    }

    private KeyWord word(int i) {
        return KeyWord.parse(asked.form().fields().get(i));
    }

    /** SQL of the asked columns in the asked form, to be read behind the line. */
    List<String> expressions() {
        return expressions;
    }

    @Override
    public boolean take(Row row, int lineFields) {
        if (expressions.isEmpty()) {
            return true;
        }
        for (int i = 0; i < expressions.size(); i++) {
            came.field(row.getBytes(lineFields + i));
        }
        came.endLine();
        if (came.rows() >= FLUSH_ROWS) {
            flush();
        }
        return true;
    }

    private void flush() {
        if (came.rows() > 0) {
            KeyColumns key = new KeyColumns(columns().toArray(), asked.form().integer());
            spellings.remove(key.read(came).keys());
            came = new LineBatch(1024);
        }
    }

    /** The asked keys that no row has. */
    KeyBatch unanswered(Judge judge) throws SQLException {
        flush();
        int[] open = spellings.left();
        List<Integer> missing = new ArrayList<>();
        for (int from = 0; from < open.length; from += ASKED_AT_ONCE) {
            int[] some = Arrays.copyOfRange(open, from, Math.min(open.length, from + ASKED_AT_ONCE));
            List<Boolean> there = absence == Absence.PROVES ? List.of() : judge.holds(table, conditions(some));
            for (int i = 0; i < some.length; i++) {
                if (there.isEmpty() || !there.get(i)) {
                    missing.add(some[i]);
                }
            }
        }
        return spellings.keys(missing);
    }

    private List<String> conditions(int[] positions) {
        AskedCondition condition = new AskedCondition(table.name(), asked);
        List<String> conditions = new ArrayList<>();
        for (int position : positions) {
            StringBuilder sql = new StringBuilder();
            condition.append(sql, position, position + 1, Integer.MAX_VALUE);
            conditions.add(sql.toString());
        }
        return conditions;
    }
}
