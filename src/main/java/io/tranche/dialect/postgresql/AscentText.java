package io.tranche.dialect.postgresql;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.dialect.Ascent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The SQL of an {@link Ascent}: a recursion that carries keys alone, and the rows that have these keys. At each level the
 * table stands under its own name, for the user's {@code when}.
 */
record AscentText(Table table, Ascent ascent, FixedMoment moment) {
    private static final String UP = "tranche_up";
    private static final String LEVEL = "tranche_level";

    /** @param asked FROM's items: the table, joined to the asked keys */
    String with(String asked) {
        return """
                WITH RECURSIVE %1$s (%2$s, %3$s) AS (
                SELECT %4$s, 1
                FROM %5$s
                WHERE %6$s
                UNION ALL
                SELECT %4$s, %3$s + 1
                FROM %1$s
                JOIN %7$s ON %8$s
                WHERE %3$s < %9$d AND %6$s)
                """
                .formatted(
                        UP,
                        keys(),
                        LEVEL,
                        columns(),
                        asked,
                        refers(),
                        Quoting.from(table),
                        joined(UP),
                        ascent.levels());
    }

    /** What stands behind FROM; each row once. */
    String from() {
        return "(SELECT DISTINCT " + keys() + " FROM " + UP + ") AS tranche_above\nJOIN " + Quoting.from(table) + " ON "
                + joined("tranche_above");
    }

    private String refers() {
        List<String> terms = new ArrayList<>();
        ascent.reference().childColumns().forEach(column -> terms.add(column(column) + " IS NOT NULL"));
        ascent.reference().when().ifPresent(when -> terms.add("(" + moment.in(when) + "\n)"));
        return String.join(" AND ", terms);
    }

    private String joined(String alias) {
        List<Column> parentColumns = table.columnsOf(ascent.reference().parentColumns());
        return IntStream.range(0, parentColumns.size())
                .mapToObj(i -> Comparison.equal(
                        column(parentColumns.get(i).name()),
                        PostgreSqlType.of(parentColumns.get(i)),
                        alias + ".tranche_" + i))
                .collect(Collectors.joining(" AND "));
    }

    private String keys() {
        return IntStream.range(0, ascent.reference().childColumns().size())
                .mapToObj(i -> "tranche_" + i)
                .collect(Collectors.joining(", "));
    }

    private String columns() {
        return ascent.reference().childColumns().stream().map(this::column).collect(Collectors.joining(", "));
    }

    private String column(String column) {
        return Quoting.column(table.name(), column);
    }
}
