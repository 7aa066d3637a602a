package io.tranche.dialect.postgresql;

import io.tranche.catalog.TableName;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Indexes that any query may use: valid ones over all rows. */
final class IndexColumns {
    private static final String SQL =
            """
            SELECT n.nspname, c.relname, i.indexrelid, coalesce(a.attname, '')
            FROM pg_catalog.pg_index i
            JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
            JOIN pg_catalog.pg_am m ON m.oid = x.relam
            CROSS JOIN LATERAL pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY AS k(attnum, place)
            LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum AND k.attnum > 0
            WHERE i.indisvalid AND i.indpred IS NULL AND c.relkind IN ('r', 'p')
              AND m.amname IN ('btree', 'hash', 'brin')
              AND n.nspname NOT IN ('pg_catalog', 'information_schema')
            ORDER BY 1, 2, 3, k.place""";

    private IndexColumns() {}

    static Map<TableName, List<List<String>>> read(Connection connection) {
        record Index(TableName table, String oid) {}
        Map<Index, List<String>> columns = new LinkedHashMap<>();
        for (List<String> row : Rows.of(connection, SQL)) {
            columns.computeIfAbsent(
                            new Index(new TableName(row.get(0), row.get(1)), row.get(2)), index -> new ArrayList<>())
                    .add(row.get(3));
        }
        Map<TableName, List<List<String>>> indexes = new LinkedHashMap<>();
        columns.forEach((index, list) -> indexes.computeIfAbsent(index.table(), name -> new ArrayList<>())
                .add(list));
        return indexes;
    }
}
