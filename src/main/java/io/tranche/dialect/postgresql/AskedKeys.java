package io.tranche.dialect.postgresql;

import io.tranche.catalog.Column;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Asked;
import io.tranche.row.Escapes;
import io.tranche.row.LongKeys;
import io.tranche.row.TextKeys;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Asked keys as arrays, and as a table in SQL.
 *
 * <p>COPY takes no parameters, and pasting values into its text is out of the question. So the keys are bound, as array
 * literals, to a setting of the session ({@code tranche.key1} …), which a read-only session on a hot standby may set too, and the
 * query reads them from there. Rows then come as COPY text, exactly as those of a scan do: nothing is decoded.
 *
 * @param asked their forms' words are the types in which the keys are written
 */
record AskedKeys(Asked asked) {
    static final String ALIAS = "tranche_asked";

    /** The setting that holds the values of the key's {@code i}th column, as an array literal. */
    static String setting(int i) {
        return "tranche.key" + (i + 1);
    }

    /** One array literal per column of the key, in the client's encoding. */
    List<byte[]> arrays() {
        if (asked.keys() instanceof LongKeys keys) {
            String numbers = IntStream.range(0, keys.size())
                    .mapToObj(i -> "" + keys.get(i))
                    .collect(Collectors.joining(","));
            return List.of(("{" + numbers + "}").getBytes(StandardCharsets.US_ASCII));
        }
        return textArrays((TextKeys) asked.keys());
    }

    /**
     * Puts the keys where {@link #distinctTable} and {@link #unanswered} find them. Bytes, not a string: they go to the server
     * as they came from it.
     */
    void bind(Connection connection, ServerFacts server) throws SQLException {
        List<byte[]> arrays = arrays();
        for (int i = 0; i < arrays.size(); i++) {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT pg_catalog.length(pg_catalog.set_config(?, pg_catalog.convert_from(?, ?), false))")) {
                statement.setString(1, setting(i));
                statement.setBytes(2, arrays.get(i));
                statement.setString(3, server.bytesEncoding());
                statement.executeQuery().close();
            }
        }
    }

    private List<byte[]> textArrays(TextKeys keys) {
        List<ByteArrayOutputStream> arrays = new ArrayList<>();
        asked.columns().forEach(column -> arrays.add(new ByteArrayOutputStream()));
        for (int row = 0; row < keys.size(); row++) {
            List<byte[]> fields = Escapes.fields(keys.get(row));
            for (int i = 0; i < arrays.size(); i++) {
                arrays.get(i).write(row == 0 ? '{' : ',');
                writeQuoted(fields.get(i), arrays.get(i));
            }
        }
        arrays.forEach(array -> array.write('}'));
        return arrays.stream().map(ByteArrayOutputStream::toByteArray).toList();
    }

    private static void writeQuoted(byte[] value, ByteArrayOutputStream array) {
        array.write('"');
        for (byte b : value) {
            if (b == '"' || b == '\\') {
                array.write('\\');
            }
            array.write(b);
        }
        array.write('"');
    }

    /**
     * The asked keys as a table with columns {@code key1} …, in the type in which they are compared, each once: two texts that
     * the column takes for one key would find its row twice.
     */
    String distinctTable() {
        String select = ascend() ? "SELECT " : "SELECT DISTINCT ";
        return "(" + select + String.join(", ", values()) + " FROM " + unnested() + ") AS " + ALIAS;
    }

    /**
     * Whether each key is there once and keeps its value in the column's type. DISTINCT would then only cost, and bring the
     * keys out of their order, in which an index is walked twice as fast.
     */
    private boolean ascend() {
        if (!(asked.keys() instanceof LongKeys keys)
                || !PostgreSqlType.of(asked.columns().get(0)).integer()) {
            return false;
        }
        return IntStream.range(1, keys.size()).allMatch(i -> Long.compareUnsigned(keys.get(i - 1), keys.get(i)) < 0);
    }

    /** SQL: the looked-up table's row has the key of {@link #distinctTable}'s row. */
    String condition(TableName table) {
        return IntStream.range(0, asked.columns().size())
                .mapToObj(i -> equal(table, i, ALIAS + ".key" + (i + 1)))
                .collect(Collectors.joining(" AND "));
    }

    /** SQL: the ordinals, from 1, of the asked keys that no row of the table has. */
    String unanswered(TableName table, String from) {
        List<String> columns = values();
        String match = IntStream.range(0, columns.size())
                .mapToObj(i -> equal(table, i, "a.key" + (i + 1)))
                .collect(Collectors.joining(" AND "));
        return """
                SELECT a.n FROM (SELECT %s, u.n FROM %s) AS a
                WHERE NOT EXISTS (SELECT 1 FROM %s WHERE %s)"""
                .formatted(String.join(", ", columns), unnested(), from, match);
    }

    private String equal(TableName table, int i, String value) {
        Column column = asked.columns().get(i);
        return Comparison.equal(Quoting.column(table, column.name()), PostgreSqlType.of(column), value);
    }

    private List<String> values() {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < asked.columns().size(); i++) {
            Column column = asked.columns().get(i);
            PostgreSqlType written = new PostgreSqlType(asked.form().fields().get(i));
            String typed =
                    asked.form().integer() ? "u.key" + (i + 1) : "CAST(u.key" + (i + 1) + " AS " + written.sql() + ")";
            String adapted = Comparison.adapted(typed, written, PostgreSqlType.of(column));
            values.add(Comparison.collated(adapted, column) + " AS key" + (i + 1));
        }
        return values;
    }

    private String unnested() {
        String type = asked.form().integer() ? "pg_catalog.int8[]" : "pg_catalog.text[]";
        int columns = asked.columns().size();
        String arrays = IntStream.range(0, columns)
                .mapToObj(i -> "pg_catalog.current_setting('" + setting(i) + "')::" + type)
                .collect(Collectors.joining(", "));
        String names =
                IntStream.rangeClosed(1, columns).mapToObj(i -> "key" + i).collect(Collectors.joining(", "));
        // the multi-argument unnest is syntax of FROM and takes no schema
        return "unnest(" + arrays + ") WITH ORDINALITY AS u(" + names + ", n)";
    }
}
