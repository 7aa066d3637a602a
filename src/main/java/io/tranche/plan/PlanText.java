package io.tranche.plan;

import io.tranche.config.ReferenceRule.Treatment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A plan in words, for a terminal. */
public final class PlanText {
    private PlanText() {}

    public static List<String> of(Plan plan) {
        List<String> lines = new ArrayList<>();
        lines.add("1. copy: rows that rules choose");
        plan.tables().stream()
                .filter(table -> table.selection() instanceof Selection.Scan)
                .forEach(table -> lines.addAll(scan(table)));
        for (int level = 1; level <= plan.joinLevels(); level++) {
            plan.joins(level).forEach(join -> lines.add(line(join)));
        }
        lines.add("2. traverse: rows that copied rows refer to, until none is missing");
        plan.joins(0).forEach(join -> lines.add(line(join)));
        plan.pulls()
                .forEach(pull -> lines.add(
                        "   " + pull.reference() + condition(pull.reference().when())));
        plan.references().stream()
                .filter(treated -> treated.treatment() != Treatment.FOLLOW)
                .forEach(treated -> lines.add("   " + treated.reference() + ": not followed, "
                        + (treated.treatment() == Treatment.CUT ? "kept as it is" : "set to NULL")));
        if (!plan.untouched().isEmpty()) {
            lines.add("no rows: "
                    + String.join(
                            ", ",
                            plan.untouched().stream().map(Object::toString).toList()));
        }
        return lines;
    }

    private static List<String> scan(TablePlan table) {
        Selection.Scan scan = (Selection.Scan) table.selection();
        List<String> lines = new ArrayList<>();
        lines.add("   " + table.name() + " (" + table.rule() + "), about "
                + Math.max(0, table.table().rows()) + " rows in the table");
        scan.conditions().forEach(condition -> lines.add("      where " + condition));
        if (scan.limit().isPresent()) {
            lines.add("      first " + scan.limit().getAsLong() + " by " + String.join(", ", scan.orderBy()));
        }
        table.columns().stream()
                .filter(output -> output.expression().isPresent())
                .forEach(output -> lines.add("      " + output.column().name() + " = "
                        + output.expression().get()));
        return lines;
    }

    private static String line(Join join) {
        return "   " + join.to() + ": children of " + join.of().name().toLowerCase(java.util.Locale.ROOT)
                + " rows over "
                + join.reference()
                + join.perParent().map(first -> ", " + first.limit() + " each").orElse("")
                + (join.limit().isPresent() ? ", " + join.limit().getAsLong() + " in all" : "");
    }

    private static String condition(Optional<String> when) {
        return when.map(sql -> " when " + sql).orElse("");
    }
}
