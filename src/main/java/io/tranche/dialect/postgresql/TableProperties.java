package io.tranche.dialect.postgresql;

import io.tranche.catalog.Table;
import java.util.Map;

/**
 * What this dialect remembers of a table in {@link Table#properties}.
 *
 * @param partitioned the table is the root of partitions, which are no tables of the catalog
 */
record TableProperties(boolean partitioned) {
    private static final String PARTITIONED = "partitioned";

    static TableProperties of(Table table) {
        return new TableProperties(table.properties().containsKey(PARTITIONED));
    }

    Map<String, String> toMap() {
        return partitioned ? Map.of(PARTITIONED, "yes") : Map.of();
    }
}
