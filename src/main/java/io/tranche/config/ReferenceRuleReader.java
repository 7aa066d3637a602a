package io.tranche.config;

import io.tranche.config.ReferenceRule.Treatment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The entries of {@code references:}. */
final class ReferenceRuleReader {
    private static final List<String> LONG_FORM = List.of("table", "columns", "parent", "parent_columns");
    private static final List<String> KEYS =
            List.of("from", "to", "table", "columns", "parent", "parent_columns", "when", "follow", "set_null");

    /** What makes two entries one and the same. */
    private record Identity(ColumnsText from, Optional<ColumnsText> to, Optional<String> when) {}

    private final Map<Identity, Integer> lines = new HashMap<>();

    /** One entry, or empty with a problem added. */
    Optional<ReferenceRule> read(Value value) {
        Optional<Section> section = value.section(KEYS);
        if (section.isEmpty()) {
            return Optional.empty();
        }
        Section entry = section.get();
        Optional<ColumnsText> from = child(entry);
        Optional<ColumnsText> to =
                entry.has("to") || !isLong(entry) ? entry.get("to").flatMap(ColumnsText::read) : parent(entry);
        Optional<String> when = ChoiceReader.sql(entry, "when");
        Treatment treatment = treatment(entry);
        if (!says(entry)) {
            value.problem(
                    "This entry says nothing of the reference.",
                    "Add `to: table.column`, `when:`, `follow: false` or `set_null: true`.");
        }
        from.ifPresent(child -> refuseOdd(entry, child, to, when));
        return from.map(child -> new ReferenceRule(
                child.table(),
                child.columns(),
                to.map(ColumnsText::table),
                to.map(ColumnsText::columns).orElse(List.of()),
                when,
                treatment,
                value.place()));
    }

    private static boolean isLong(Section entry) {
        return LONG_FORM.stream().anyMatch(entry::has);
    }

    private static Optional<ColumnsText> child(Section entry) {
        boolean isLong = isLong(entry);
        if (isLong && (entry.has("from") || entry.has("to"))) {
            entry.self().problem("`from`/`to` and `table`/`columns`/`parent` are mixed.", "Use one of the two forms.");
            return Optional.empty();
        }
        if (!isLong && !entry.has("from")) {
            entry.self().problem("`from` is missing.", "Write `from: table.column`.");
            return Optional.empty();
        }
        Optional<ColumnsText> child = isLong
                ? tableWithColumns(entry, "table", "columns")
                : entry.get("from").flatMap(ColumnsText::read);
        if (child.isPresent() && child.get().columns().isEmpty() && !(isLong && entry.has("columns"))) {
            Value place = isLong ? entry.self() : entry.get("from").orElse(entry.self());
            place.problem("The columns that refer are missing.", isLong ? "Add `columns:`." : "Write table.column.");
        }
        return child.filter(named -> !named.columns().isEmpty());
    }

    private static Optional<ColumnsText> parent(Section entry) {
        if (!entry.has("parent")) {
            entry.get("parent_columns")
                    .ifPresent(value ->
                            value.problem("`parent_columns` stands without `parent`.", "Add `parent: table`."));
            return Optional.empty();
        }
        return tableWithColumns(entry, "parent", "parent_columns");
    }

    private static Optional<ColumnsText> tableWithColumns(Section entry, String table, String columns) {
        List<String> named = entry.get(columns)
                .flatMap(value -> TableRuleReader.columns(value, "a column, or a list of columns"))
                .orElse(List.of());
        return ColumnsText.table(entry, table).map(name -> new ColumnsText(name, named));
    }

    private static Treatment treatment(Section entry) {
        Optional<Boolean> follow = entry.get("follow").flatMap(Value::bool);
        boolean setNull = entry.get("set_null").flatMap(Value::bool).orElse(false);
        if (setNull && follow.isPresent()) {
            entry.get("follow")
                    .orElseThrow()
                    .problem(
                            "`follow` and `set_null` contradict each other: the value stays, or becomes NULL.",
                            "Keep one of them.");
        }
        if (setNull) {
            return Treatment.SET_NULL;
        }
        return follow.orElse(true) ? Treatment.FOLLOW : Treatment.CUT;
    }

    private static boolean says(Section entry) {
        return List.of("to", "parent", "when", "follow", "set_null").stream().anyMatch(entry::has);
    }

    private void refuseOdd(Section entry, ColumnsText from, Optional<ColumnsText> to, Optional<String> when) {
        int parentColumns = to.map(parent -> parent.columns().size()).orElse(0);
        if (parentColumns > 0 && parentColumns != from.columns().size()) {
            entry.self()
                    .problem(
                            from.columns().size() + " columns refer to " + parentColumns + ".",
                            "Pair each column with one of the parent's.");
        }
        int line = entry.self().place().line();
        Integer first = lines.putIfAbsent(new Identity(from, to, when), line);
        if (first != null) {
            entry.self().problem("This reference stands twice, first in line " + first + ".", "Keep one of them.");
        }
    }
}
