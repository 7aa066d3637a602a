package io.tranche.plan;

import io.tranche.catalog.TableName;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The links of each table, found without a walk over all of them: catalogs of thousands of tables are planned at once. */
record LinksByTable(Map<TableName, List<Link>> incoming, Map<TableName, List<Link>> outgoing) {
    static LinksByTable of(List<Pull> pulls, List<Join> joins) {
        List<Link> links = Stream.<Link>concat(pulls.stream(), joins.stream()).toList();
        return new LinksByTable(
                links.stream().collect(Collectors.groupingBy(Link::to)),
                links.stream().collect(Collectors.groupingBy(Link::from)));
    }

    List<Link> to(TableName table) {
        return incoming.getOrDefault(table, List.of());
    }

    List<Link> from(TableName table) {
        return outgoing.getOrDefault(table, List.of());
    }
}
