package io.tranche.dialect.mysql;

import io.tranche.catalog.Table;
import io.tranche.dialect.Ascent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The SQL of an {@link Ascent}: a recursion that carries keys alone, and the rows that have these keys. At each level the
 * table stands under its own name, for the user's {@code when}. The joins are straight ones: levels are short, the table is
 * long, and the servers guess the opposite.
 */
record AscentText(Table table, Ascent ascent) {
    private static final String UP = "tranche_up";
    private static final String LEVEL = "tranche_level";

    /** What stands before SELECT. */
    String with(String asked) {
        String parents = columns(ascent.reference().childColumns());
        return "WITH RECURSIVE " + UP + " (" + keys() + ", " + LEVEL + ") AS (SELECT " + parents + ", 1 FROM " + name()
                + " WHERE " + asked + refers() + " UNION ALL SELECT " + parents + ", " + LEVEL + " + 1 FROM " + UP
                + " STRAIGHT_JOIN " + name() + " ON " + joined(UP) + " WHERE " + LEVEL + " < " + ascent.levels()
                + refers()
                + ") ";
    }

    /** What stands behind FROM; each row once. */
    String from() {
        return "(SELECT DISTINCT " + keys() + " FROM " + UP + ") AS tranche_above STRAIGHT_JOIN " + name() + " ON "
                + joined("tranche_above");
    }

    private String name() {
        return Names.quote(table.name());
    }

    private String refers() {
        List<String> terms = new ArrayList<>();
        ascent.reference().childColumns().forEach(column -> terms.add(column(column) + " IS NOT NULL"));
        ascent.reference().when().ifPresent(when -> terms.add("(" + when + "\n)"));
        return terms.stream().map(term -> " AND " + term).collect(Collectors.joining());
    }

    private String joined(String alias) {
        List<String> parentColumns = ascent.reference().parentColumns();
        return IntStream.range(0, parentColumns.size())
                .mapToObj(i -> column(parentColumns.get(i)) + " = " + alias + ".tranche_" + i)
                .collect(Collectors.joining(" AND "));
    }

    private String keys() {
        return IntStream.range(0, ascent.reference().childColumns().size())
                .mapToObj(i -> "tranche_" + i)
                .collect(Collectors.joining(", "));
    }

    private String columns(List<String> columns) {
        return columns.stream().map(this::column).collect(Collectors.joining(", "));
    }

    private String column(String column) {
        return Names.quote(table.name(), table.columnOf(column));
    }
}
