package io.tranche.dialect.postgresql;

import io.tranche.catalog.Table;
import io.tranche.dialect.KeyRange;
import io.tranche.dialect.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Parts what a query reads. Where the server would find the rows by an index, and they are few, a part would only cost it the
 * same search again.
 */
record Chunks(Connection connection, ServerFacts server, Moment moment) {
    private static final int FINDS_PLACES = 14;

    /** @param select the query as SQL */
    List<KeyRange> of(Query query, String select, long rows) throws SQLException {
        long few = rows + rows / 2;
        PlannedQuery planned = PlannedQuery.of(connection, select);
        if (planned.rows() < few && !planned.scans(query.table().name())) {
            return List.of(KeyRange.open());
        }
        Table table = query.table();
        long estimate = PlannedQuery.of(connection, "SELECT 1 FROM " + Quoting.from(table))
                .rows();
        if (estimate < few) {
            return List.of(KeyRange.open());
        }
        if (!placesHold(table)) {
            return new KeyRanges(connection, table, estimate, rows).ranges();
        }
        return new PlaceRanges(connection, table, estimate, rows).ranges();
    }

    /** Partitions count places each for itself. */
    private boolean placesHold(Table table) {
        return moment.keepsPlaces(table.name())
                && server.since(FINDS_PLACES)
                && !TableProperties.of(table).partitioned();
    }
}
