package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * SQL that hashes a row: the first 64 bits of a digest over which columns are NULL, and each other's length and bytes. Stateless.
 */
final class RowHash {
    static final String MD5 = "md5";
    static final String SHA2 = "sha2";

    private RowHash() {}

    static String of(TableName table, List<Output> columns, String function) {
        List<String> parts = new ArrayList<>();
        String nulls = columns.stream()
                .map(output -> output.expression()
                                .map(sql -> "(" + Expressions.bytes(table, output) + ")")
                                .orElseGet(() -> Names.quote(output.column().name()))
                        + " IS NULL")
                .collect(Collectors.joining(","));
        parts.add("CONCAT(" + nulls + ")");
        columns.forEach(output -> parts.add(part(table, output, function)));
        String digest = digest("CONCAT(" + String.join(",", parts) + ")", function);
        // a text too long for the server would be NULL, which a sum passes over: such a row equals nothing
        return "IFNULL(CAST(CONV(LEFT(" + digest + ",16),16,10) AS UNSIGNED),UUID_SHORT())";
    }

    /** What may be long goes in by its own digest, so that the whole stays far below {@code max_allowed_packet}. */
    private static String part(TableName table, Output output, String function) {
        String bytes = Expressions.bytes(table, output);
        String content = isLong(output.column()) ? digest(bytes, function) : bytes;
        return "IFNULL(CONCAT(LENGTH(" + bytes + "),':'," + content + "),'')";
    }

    private static boolean isLong(Column column) {
        String name = column.type().name().toLowerCase(Locale.ROOT);
        return switch (ColumnKind.of(column)) {
            case JSON, GEOMETRY -> true;
            default -> name.endsWith("text") || name.endsWith("blob") || name.equals("vector");
        };
    }

    private static String digest(String sql, String function) {
        return function.equals(MD5) ? "MD5(" + sql + ")" : "SHA2(" + sql + ",256)";
    }

    static String bucket(TableName table, List<Column> key, int buckets) {
        String bytes =
                key.stream().map(column -> Expressions.bytes(table, column)).collect(Collectors.joining(","));
        return "(CRC32(CONCAT_WS(','," + bytes + "))&" + (buckets - 1) + ")";
    }
}
