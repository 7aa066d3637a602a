package io.tranche.dialect.postgresql;

import io.tranche.catalog.Column;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Output;
import java.util.List;
import java.util.stream.Collectors;

/**
 * SQL that hashes a row: 64 bits over the text of a composite value, which tells NULL from any text and quotes whatever parts
 * its fields (PostgreSQL's manual, "Composite Type Input and Output Syntax"). Stateless.
 */
final class RowHash {
    private static final String MD5 = "md5/";

    /** Since version 11; over bytes, as the collation is C. */
    private static final String EXTENDED = "hashtextextended/";

    private static final int FIRST_EXTENDED = 11;

    private RowHash() {}

    /** By what their results depend on: the version of the one, and the encoding that texts have in the database. */
    static List<String> functions(ServerFacts server) {
        String md5 = MD5 + server.encoding();
        return server.since(FIRST_EXTENDED)
                ? List.of(EXTENDED + server.major() + "/" + server.encoding(), md5)
                : List.of(md5);
    }

    static String of(TableName table, List<Output> columns, String function) {
        String row =
                columns.stream().map(output -> value(table, output)).collect(Collectors.joining(", ", "ROW(", ")"));
        String text = "CAST(" + row + " AS pg_catalog.text)";
        return function.startsWith(MD5)
                ? "CAST(CAST('x' || pg_catalog.left(pg_catalog.md5(" + text
                        + "), 16) AS pg_catalog.\"bit\"(64)) AS pg_catalog.int8)"
                : "pg_catalog.hashtextextended(" + text + " COLLATE \"C\", 0)";
    }

    private static String value(TableName table, Output output) {
        return output.expression()
                .map(sql -> "(" + sql + "\n)")
                .orElseGet(() -> ColumnText.exact(table, output.column()));
    }

    /** The first 30 bits of a digest: the same on every version and machine. */
    static String bucket(TableName table, List<Column> key, int buckets) {
        String row = key.stream()
                .map(column -> ColumnText.exact(table, column))
                .collect(Collectors.joining(", ", "ROW(", ")"));
        return "(CAST(CAST('x' || pg_catalog.left(pg_catalog.md5(CAST(" + row
                + " AS pg_catalog.text)), 8) AS pg_catalog.\"bit\"(32)) AS pg_catalog.int4) & " + (buckets - 1) + ")";
    }
}
