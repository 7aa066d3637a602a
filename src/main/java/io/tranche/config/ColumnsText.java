package io.tranche.config;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table and columns of it, as {@code from:} and {@code to:} have them: {@code comments.post_id},
 * {@code order_items.[shop_id, order_id]}, {@code order_items(shop_id, order_id)}. The last dot parts table and column, so
 * that {@code app.comments.post_id} is a column of {@code app.comments}.
 *
 * @param columns empty where only a table is named
 */
record ColumnsText(String table, List<String> columns) {
    private static final Pattern SEVERAL = Pattern.compile(
            "(?<table>[^()\\[\\]]+?)\\s*(?:\\.\\s*\\[(?<list>[^()\\[\\]]*)]|\\((?<tuple>[^()\\[\\]]*)\\))");
    private static final Pattern BRACKET = Pattern.compile("[()\\[\\]]");
    private static final List<String> MAPPING_KEYS = List.of("table", "columns");

    ColumnsText {
        columns = List.copyOf(columns);
    }

    /** What the value names, or empty with a problem added. */
    static Optional<ColumnsText> read(Value value) {
        if (value.isMapping()) {
            return value.section(MAPPING_KEYS).flatMap(ColumnsText::fromSection);
        }
        return value.filledText("table.column, table.[column, column], or {table: …, columns: […]}")
                .flatMap(text -> fromText(text.strip(), value));
    }

    private static Optional<ColumnsText> fromSection(Section section) {
        Optional<String> table = table(section, "table");
        List<String> columns = section.get("columns")
                .flatMap(value -> TableRuleReader.columns(value, "a column, or a list of columns"))
                .orElse(List.of());
        return table.map(name -> new ColumnsText(name, columns));
    }

    static Optional<String> table(Section section, String key) {
        if (!section.has(key)) {
            section.self().problem("`" + key + "` is missing.", "Name the table.");
        }
        return section.get(key).flatMap(value -> value.filledText("a table's name"));
    }

    private static Optional<ColumnsText> fromText(String text, Value value) {
        Matcher several = SEVERAL.matcher(text);
        if (several.matches()) {
            String list = several.group("list") != null ? several.group("list") : several.group("tuple");
            return checked(several.group("table"), Arrays.asList(list.split(",", -1)), value);
        }
        int dot = text.lastIndexOf('.');
        if (BRACKET.matcher(text.substring(dot + 1)).find()) {
            refuse(value);
            return Optional.empty();
        }
        return dot < 0
                ? Optional.of(new ColumnsText(text, List.of()))
                : checked(text.substring(0, dot), List.of(text.substring(dot + 1)), value);
    }

    private static void refuse(Value value) {
        value.problem(
                Quoted.of(value.written()) + " is no table with a column.",
                "Write table.column, table.[column, column], or {table: …, columns: […]}.");
    }

    private static Optional<ColumnsText> checked(String table, List<String> columns, Value value) {
        List<String> names = columns.stream().map(String::strip).toList();
        if (table.isBlank() || names.stream().anyMatch(String::isEmpty)) {
            refuse(value);
            return Optional.empty();
        }
        if (new HashSet<>(names).size() < names.size()) {
            value.problem("A column stands twice.", "Name each column once.");
        }
        return Optional.of(new ColumnsText(table.strip(), names));
    }
}
