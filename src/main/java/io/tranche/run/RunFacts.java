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
    RunFacts {
        lines = List.copyOf(lines);
    }

    static RunFacts of(Plan plan, String sourceIdentity, String targetIdentity) {
        List<String> lines = new ArrayList<>();
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
