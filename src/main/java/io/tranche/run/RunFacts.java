package io.tranche.run;

import io.tranche.dialect.Output;
import io.tranche.plan.Plan;
import io.tranche.plan.TablePlan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What makes two runs the same, in words: databases, rules, columns, references. */
record RunFacts(List<String> lines) {
    /** Part of the schema comes after the rows: a run that goes on without it would leave the target without indexes. */
    private static final String COPIED_SCHEMA = "--copy-schema";

    RunFacts {
        lines = List.copyOf(lines);
    }

    static RunFacts of(Plan plan, String sourceIdentity, String targetIdentity, SliceRequest.Flags flags) {
        List<String> lines = new ArrayList<>();
        if (flags.copySchema()) {
            lines.add(COPIED_SCHEMA);
        }
        lines.add("source " + sourceIdentity);
        lines.add("target " + targetIdentity);
        plan.tables().forEach(table -> lines.add(line(table)));
        plan.joins()
                .forEach(join -> lines.add("join " + join.reference() + " " + join.of() + " " + join.conditions() + " "
                        + join.orderBy() + " " + join.limit() + " " + join.perParent()));
        plan.references()
                .forEach(treated -> lines.add("reference " + treated.reference() + " " + treated.treatment()
                        + treated.reference()
                                .when()
                                .map(when -> " when " + when)
                                .orElse("")));
        return new RunFacts(lines);
    }

    /** Whether a run that is described in these words copied the schema, and this one does not. */
    boolean leavesSchemaOf(List<String> earlier) {
        return earlier.contains(COPIED_SCHEMA) && !lines.contains(COPIED_SCHEMA);
    }

    String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String line(TablePlan table) {
        List<String> columns =
                table.columns().stream().map(RunFacts::column).sorted().toList();
        return "table " + table.name() + " " + table.selection() + " " + columns;
    }

    private static String column(Output output) {
        return output.column().name() + " " + output.column().type().full()
                + output.expression().map(sql -> " = " + sql).orElse("");
    }
}
