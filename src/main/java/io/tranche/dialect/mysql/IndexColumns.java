package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.catalog.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Indexes that find values: trees and hashes, not those for texts and places. */
final class IndexColumns {
    private static final String SQL =
            """
            SELECT table_name, index_name, column_name
              FROM information_schema.statistics
             WHERE table_schema = DATABASE() AND index_type IN ('BTREE', 'HASH', 'RTREE', 'LSM')
             ORDER BY table_name, index_name, seq_in_index""";

    private IndexColumns() {}

    static Map<TableName, List<List<String>>> read(JdbcConnection connection) throws SQLException {
        record Index(String table, String name) {}
        Map<Index, List<String>> columns = new LinkedHashMap<>();
        for (List<String> row : Sessions.rows(connection, SQL)) {
            List<String> list = columns.computeIfAbsent(new Index(row.get(0), row.get(1)), index -> new ArrayList<>());
            // a part that is an expression has no column
            list.add(String.valueOf(row.get(2)));
        }
        Map<TableName, List<List<String>>> indexes = new LinkedHashMap<>();
        columns.forEach((index, list) -> indexes.computeIfAbsent(TableName.of(index.table()), name -> new ArrayList<>())
                .add(list));
        return indexes;
    }
}
