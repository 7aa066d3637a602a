package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import io.tranche.catalog.Key;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Carried;
import io.tranche.dialect.KeyRange;
import io.tranche.dialect.Output;
import io.tranche.dialect.PerParent;
import io.tranche.dialect.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The SELECT of a {@link Query}. The table stands in FROM under its own name, so that a user's SQL can name it; a user's SQL
 * is always followed by a newline, so that a comment at its end cannot swallow ours.
 */
final class SelectText {
    private final Query query;
    private final TableName table;
    private final List<String> extra;

    /** @param extra SQL of fields behind the query's own, which the reader keeps for itself */
    SelectText(Query query, List<String> extra) {
        this.query = query;
        this.table = query.table().name();
        this.extra = extra;
    }

    /** How many fields of a row are the line's. */
    int lineFields() {
        return query.carried().size() + query.columns().size();
    }

    int fields() {
        return lineFields() + extra.size();
    }

    /** @param asked a further condition, or an empty text */
    String sql(String asked) {
        if (query.perParent().isEmpty()) {
            return "SELECT " + String.join(", ", expressions()) + " FROM " + Names.quote(table) + hint(asked)
                    + where(asked) + tail();
        }
        return perParent(query.perParent().get(), asked);
    }

    /**
     * Whole rows, all of them or a range, come as they lie. From a secondary index that holds all columns, as tables of links
     * have them, they would come in its order, and the target would have to find a place for each; and MariaDB, which takes a
     * range for twice as much as it is, would read the whole table for each half of it.
     */
    private String hint(String asked) {
        boolean whole = asked.isEmpty()
                && query.conditions().isEmpty()
                && query.orderBy().isEmpty()
                && query.columns().size() == storedColumns();
        Optional<Key> primary = query.table().identity().filter(key -> key.kind() == Key.Kind.PRIMARY);
        return whole && primary.isPresent() ? " FORCE INDEX (PRIMARY)" : "";
    }

    private long storedColumns() {
        return query.table().columns().stream()
                .filter(column -> !column.generated())
                .count();
    }

    /** The same fields, of the rows above those that {@code asked} holds for. Without the query's order and limit. */
    String above(String asked, AscentText ascent) {
        return ascent.with(asked) + "SELECT " + String.join(", ", expressions()) + " FROM " + ascent.from() + where("");
    }

    /** Rows and hashes of each bucket. */
    String sums(String bucket, String hash) {
        return "SELECT " + bucket + " AS tranche_bucket, COUNT(*), SUM(" + hash + ") FROM " + Names.quote(table)
                + where("") + " GROUP BY tranche_bucket";
    }

    private List<String> expressions() {
        List<String> expressions = new ArrayList<>();
        query.carried().forEach(carried -> expressions.add(expression(carried)));
        query.columns().forEach(output -> expressions.add(expression(output)));
        expressions.addAll(extra);
        return expressions.isEmpty() ? List.of("1") : expressions;
    }

    private String expression(Carried carried) {
        if (carried instanceof Carried.KeyField field) {
            return Expressions.key(table, field.column(), KeyWord.parse(field.form()));
        }
        return "IF((" + ((Carried.Condition) carried).sql() + "\n),1,0)";
    }

    private String expression(Output output) {
        return output.expression()
                .map(sql -> Expressions.inPlaceOf(output.column(), sql))
                .orElseGet(() -> Expressions.line(table, output.column()));
    }

    private String where(String asked) {
        List<String> conditions = new ArrayList<>();
        query.conditions().forEach(sql -> conditions.add("(" + sql + "\n)"));
        query.range().ifPresent(range -> bounds(range, conditions));
        if (!asked.isEmpty()) {
            conditions.add(asked);
        }
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    private String tail() {
        String order = query.orderBy().isEmpty() ? "" : " ORDER BY " + order(query.orderBy());
        return order + (query.limit().isPresent() ? " LIMIT " + query.limit().getAsLong() : "");
    }

    /** Each on a line of its own: a comment at the end of one would hide the next. */
    private static String order(List<String> terms) {
        return String.join("\n, ", terms) + "\n";
    }

    private void bounds(KeyRange range, List<String> conditions) {
        range.from().ifPresent(from -> conditions.add(behind(range.columns(), from, ">=")));
        range.to().ifPresent(to -> conditions.add("NOT " + behind(range.columns(), to, ">=")));
        if (range.columns().size() == 1 && range.to().isPresent()) {
            // one column needs no detour, and an index range is found without one
            conditions.remove(conditions.size() - 1);
            conditions.add(
                    column(range.columns().get(0)) + " < " + range.to().get().get(0));
        }
    }

    /** Lexicographic comparison: {@code (a > 1 OR (a = 1 AND b >= 2))}. */
    private String behind(List<String> columns, List<String> values, String operator) {
        String first = column(columns.get(0));
        if (columns.size() == 1) {
            return "(" + first + " " + operator + " " + values.get(0) + ")";
        }
        String rest = behind(columns.subList(1, columns.size()), values.subList(1, values.size()), operator);
        return "(" + first + " > " + values.get(0) + " OR (" + first + " = " + values.get(0) + " AND " + rest + "))";
    }

    private String column(String name) {
        return Names.quote(table) + "." + Names.quote(name);
    }

    /**
     * The first rows of each parent, by a window function. Values do not pass through its temporary table, which changes BIT
     * to a number: it holds the key alone, and the rows are joined to it.
     */
    private String perParent(PerParent perParent, String asked) {
        Key identity = query.table().identity().orElse(null);
        if (identity == null) {
            return perParentWithoutKey(perParent, asked);
        }
        List<Column> key = query.table().columnsOf(identity.columns());
        String keys = IntStream.range(0, key.size())
                .mapToObj(i -> Names.quote(table, key.get(i)) + " AS tranche_" + i)
                .collect(Collectors.joining(", "));
        String same = IntStream.range(0, key.size())
                .mapToObj(i -> Names.quote(table, key.get(i)) + " = tranche_first.tranche_" + i)
                .collect(Collectors.joining(" AND "));
        return "SELECT " + String.join(", ", expressions()) + " FROM (SELECT " + keys + ", " + place(perParent)
                + " AS tranche_place FROM " + Names.quote(table) + where(asked) + ") AS tranche_first JOIN "
                + Names.quote(table) + " ON " + same + " WHERE tranche_first.tranche_place <= " + perParent.limit()
                + tail();
    }

    private String place(PerParent perParent) {
        String by = perParent.by().stream()
                .map(column -> Names.quote(table, column))
                .collect(Collectors.joining(", "));
        String order = perParent.orderBy().isEmpty() ? "" : " ORDER BY " + order(perParent.orderBy());
        return "ROW_NUMBER() OVER (PARTITION BY " + by + order + ")";
    }

    /** Without a key the values themselves pass through; CONCAT keeps a BIT's bytes. */
    private String perParentWithoutKey(PerParent perParent, String asked) {
        List<String> expressions = expressions();
        List<String> inner = new ArrayList<>();
        List<String> outer = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i++) {
            inner.add((bit(i) ? "CONCAT(" + expressions.get(i) + ")" : expressions.get(i)) + " AS tranche_" + i);
            outer.add("tranche_" + i);
        }
        inner.add(place(perParent) + " AS tranche_place");
        String order = "";
        if (!query.orderBy().isEmpty()) {
            inner.add("ROW_NUMBER() OVER (ORDER BY " + order(query.orderBy()) + ") AS tranche_order");
            order = " ORDER BY tranche_order";
        }
        return "SELECT " + String.join(", ", outer) + " FROM (SELECT " + String.join(", ", inner) + " FROM "
                + Names.quote(table) + where(asked) + ") AS tranche_first WHERE tranche_place <= " + perParent.limit()
                + order + (query.limit().isPresent() ? " LIMIT " + query.limit().getAsLong() : "");
    }

    private boolean bit(int field) {
        int column = field - query.carried().size();
        if (column < 0 || column >= query.columns().size()) {
            return false;
        }
        Output output = query.columns().get(column);
        return output.expression().isEmpty() && ColumnKind.of(output.column()) == ColumnKind.BIT;
    }

    Table table() {
        return query.table();
    }
}
