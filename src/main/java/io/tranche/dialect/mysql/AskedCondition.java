package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Asked;
import io.tranche.row.Escapes;
import io.tranche.row.KeyBatch;
import io.tranche.row.LongKeys;
import io.tranche.row.TextKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * SQL for "the key is one of these". Lists of literals, in a shape for which both servers use an index: MySQL 8.0 takes
 * quadratic time over row constructors, MariaDB turns long lists into joins (which the session forbids).
 */
final class AskedCondition {
    private final TableName table;
    private final List<Column> columns;
    private final List<KeyWord> words;
    private final KeyBatch keys;

    AskedCondition(TableName table, Asked asked) {
        this.table = table;
        this.columns = asked.columns();
        this.words = asked.form().fields().stream().map(KeyWord::parse).toList();
        this.keys = asked.keys();
    }

    /** How many keys a statement may hold. */
    int keysInStatement() {
        if (keys instanceof LongKeys) {
            return 10_000;
        }
        return columns.size() == 1 ? 5_000 : 2_000;
    }

    /**
     * The condition for keys {@code from} up to {@code to}, or as many of them as fit.
     *
     * @param sql what it is appended to
     * @param room how long the condition may become
     * @return the first key that is not in it
     */
    int append(StringBuilder sql, int from, int to, int room) {
        if (keys instanceof LongKeys longs) {
            integers(sql, longs, from, to);
            return to;
        }
        return texts(sql, (TextKeys) keys, from, to, room);
    }

    private void integers(StringBuilder sql, LongKeys longs, int from, int to) {
        sql.append(name(0)).append(" IN (");
        for (int i = from; i < to; i++) {
            sql.append(i == from ? "" : ",");
            Literals.integerFor(sql, longs.get(i), words.get(0), columns.get(0));
        }
        sql.append(')');
    }

    private int texts(StringBuilder sql, TextKeys texts, int from, int to, int room) {
        // the last column's values, by the condition on those before it
        Map<String, List<String>> groups = new LinkedHashMap<>();
        int length = 0;
        int at = from;
        while (at < to && (at == from || length < room)) {
            List<byte[]> fields = Escapes.fields(texts.get(at));
            String head = head(fields);
            String last = literal(fields.get(columns.size() - 1), columns.size() - 1);
            groups.computeIfAbsent(head, none -> new ArrayList<>()).add(last);
            length += head.length() + last.length() + 16;
            at++;
        }
        sql.append('(');
        String separator = "";
        for (Map.Entry<String, List<String>> group : groups.entrySet()) {
            sql.append(separator).append('(').append(group.getKey()).append(name(columns.size() - 1));
            sql.append(" IN (").append(String.join(",", group.getValue())).append("))");
            separator = " OR ";
        }
        sql.append(')');
        return at;
    }

    private String head(List<byte[]> fields) {
        StringBuilder head = new StringBuilder();
        for (int i = 0; i < columns.size() - 1; i++) {
            head.append(name(i)).append('=').append(literal(fields.get(i), i)).append(" AND ");
        }
        return head.toString();
    }

    private String literal(byte[] value, int i) {
        StringBuilder sql = new StringBuilder(2 * value.length + 16);
        KeyWord word = words.get(i);
        if (word.sort() == KeyWord.Sort.ENUM) {
            Literals.integerFor(
                    sql,
                    Long.parseLong(new String(value, java.nio.charset.StandardCharsets.US_ASCII)),
                    word,
                    columns.get(i));
        } else {
            Literals.value(sql, value, word);
        }
        return sql.toString();
    }

    /** The column, or its text in a charset in which it can be compared with every asked one. */
    private String name(int i) {
        Column column = columns.get(i);
        KeyWord word = words.get(i);
        String name = Names.quote(table, column);
        boolean texts = word.sort() == KeyWord.Sort.TEXT && ColumnKind.of(column) == ColumnKind.TEXT;
        if (!texts || Charsets.holds(Charsets.of(column), word.charset())) {
            return name;
        }
        return "CONVERT(" + name + " USING utf8mb4)"
                + word.ownCollation()
                        .filter(collation -> collation.startsWith("utf8mb4"))
                        .map(collation -> " COLLATE " + collation)
                        .orElse("");
    }
}
