package io.tranche.dialect.postgresql;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Ascent;
import io.tranche.dialect.Carried;
import io.tranche.dialect.KeyRange;
import io.tranche.dialect.Output;
import io.tranche.dialect.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Queries as SQL. The table stands in FROM under its own name at every level, so that the user's SQL can name it, with its
 * schema or without.
 *
 * @param moment what {@code now()} stands for in the user's SQL
 */
record QueryText(FixedMoment moment) {
    private static final String RANKED = "tranche_ranked";

    String select(Query query) {
        return select(query, Optional.empty());
    }

    String select(Query query, Optional<AskedKeys> asked) {
        String from = Quoting.from(query.table());
        StringBuilder sql = new StringBuilder("SELECT ").append(String.join(", ", fields(query)));
        if (query.perParent().isPresent()) {
            // the first rows of a parent are a matter of all conditions, so these stand inside
            sql.append("\nFROM ").append(from).append("\nWHERE ").append(ranked(query, from, asked));
        } else {
            sql.append("\nFROM ").append(matched(query, from, asked)).append(where(query));
        }
        if (!query.orderBy().isEmpty()) {
            sql.append("\nORDER BY ").append(order(query.orderBy()));
        }
        query.limit().ifPresent(limit -> sql.append("\nLIMIT ").append(limit));
        return sql.toString();
    }

    /** The same fields, of the rows above the asked ones. Without the query's order and limit. */
    String above(Query query, AskedKeys asked, Ascent ascent) {
        AscentText up = new AscentText(query.table(), ascent, moment);
        String from = Quoting.from(query.table());
        return up.with(matched(query, from, Optional.of(asked))) + "SELECT " + String.join(", ", fields(query))
                + "\nFROM " + up.from() + where(query);
    }

    /** Rows and hashes of each bucket. */
    String sums(Query query, String bucket, String hash) {
        return "SELECT " + moment.in(bucket) + " AS tranche_bucket, count(*), sum(" + moment.in(hash) + ")\nFROM "
                + Quoting.from(query.table()) + where(query) + "\nGROUP BY 1";
    }

    private List<String> fields(Query query) {
        List<String> fields = new ArrayList<>();
        query.carried().forEach(carried -> fields.add(carried(query, carried)));
        query.columns().forEach(output -> fields.add(output(query, output)));
        return fields;
    }

    private String carried(Query query, Carried carried) {
        if (carried instanceof Carried.KeyField field) {
            return ColumnText.exact(query.table().name(), field.column());
        }
        String condition = moment.in(((Carried.Condition) carried).sql());
        return "CASE WHEN (" + condition + "\n) THEN '1' ELSE '0' END";
    }

    private String output(Query query, Output output) {
        return output.expression()
                .map(sql -> "(" + moment.in(sql) + "\n)")
                .orElseGet(() -> ColumnText.exact(query.table().name(), output.column()));
    }

    private static String matched(Query query, String from, Optional<AskedKeys> asked) {
        return asked.map(keys -> from + "\nJOIN " + keys.distinctTable() + " ON "
                        + keys.condition(query.table().name()))
                .orElse(from);
    }

    private String where(Query query) {
        List<String> conditions = new ArrayList<>();
        query.conditions().forEach(sql -> conditions.add("(" + moment.in(sql) + "\n)"));
        query.range().ifPresent(range -> conditions.addAll(bounds(query.table(), range)));
        return conditions.isEmpty() ? "" : "\nWHERE " + String.join(" AND ", conditions);
    }

    /** Rows are told apart by their place: a table may have no key. Partitions count their places each for itself. */
    private String ranked(Query query, String from, Optional<AskedKeys> asked) {
        TableName table = query.table().name();
        var perParent = query.perParent().orElseThrow();
        String by = perParent.by().stream()
                .map(column -> Quoting.column(table, column.name()))
                .collect(Collectors.joining(", "));
        return """
                (%1$s.tableoid, %1$s.ctid) IN (SELECT %2$s.o, %2$s.c FROM (
                SELECT %1$s.tableoid AS o, %1$s.ctid AS c, pg_catalog.row_number() OVER (PARTITION BY %3$s%4$s) AS n
                FROM %5$s%6$s) AS %2$s WHERE %2$s.n <= %7$d)"""
                .formatted(
                        Quoting.table(table),
                        RANKED,
                        by,
                        perParent.orderBy().isEmpty() ? "" : " ORDER BY " + order(perParent.orderBy()),
                        matched(query, from, asked),
                        where(query),
                        perParent.limit());
    }

    /** Each on a line of its own: a comment at the end of one would hide the next. */
    private String order(List<String> terms) {
        return terms.stream().map(moment::in).collect(Collectors.joining("\n, ", "", "\n"));
    }

    private static List<String> bounds(Table table, KeyRange range) {
        List<String> bounds = new ArrayList<>();
        range.from().ifPresent(from -> bounds.add(bound(table, range, ">=", from)));
        range.to().ifPresent(to -> bounds.add(bound(table, range, "<", to)));
        return bounds;
    }

    /** Values came from {@link Chunks}; as literals of unknown type they take the columns' types. */
    private static String bound(Table table, KeyRange range, String operator, List<String> values) {
        String left = range.columns().stream()
                .map(name -> Quoting.column(table.name(), name))
                .collect(Collectors.joining(", "));
        String right = IntStream.range(0, values.size())
                .mapToObj(i -> switch (range.by()) {
                    case KEY -> value(table.columnOf(range.columns().get(i)), values.get(i));
                    case PLACE -> Quoting.literal(values.get(i));
                })
                .collect(Collectors.joining(", "));
        return "(" + left + ") " + operator + " (" + right + ")";
    }

    /** Beside a composite value a literal would become a row without a type, which cannot be read. */
    private static String value(Column column, String value) {
        PostgreSqlType type = PostgreSqlType.of(column);
        String literal = Quoting.literal(value);
        return type.composite() ? "CAST(" + literal + " AS " + type.sql() + ")" : literal;
    }
}
