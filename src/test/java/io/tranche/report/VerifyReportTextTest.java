package io.tranche.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.report.SliceReport.OrphanLine;
import io.tranche.report.VerifyReport.RowsLine;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifyReportTextTest {
    private static final OrphanLine WHOLE = new OrphanLine("orders(customer_id) → customers(id)", 0, 0, false);

    @Test
    void saysThatAllIsWell() {
        VerifyReport report = new VerifyReport(
                "dev",
                Optional.of("prod"),
                List.of(WHOLE),
                List.of(new RowsLine("orders", 1_000, 0, 0), new RowsLine("customers", 234, 0, 0)),
                List.of(),
                1_500);
        assertEquals(
                """
                Verified by SQL over 1 reference: no orphans.
                1,234 rows of 2 tables compared with prod: all are equal.
                Verified dev in 1.5 s""",
                String.join("\n", VerifyReportText.of(report)));
        assertFalse(report.hasFaults());
    }

    @Test
    void listsTablesThatDiffer() {
        VerifyReport report = new VerifyReport(
                "dev",
                Optional.of("prod"),
                List.of(WHOLE),
                List.of(new RowsLine("orders", 1_000, 2, 1), new RowsLine("customers", 234, 0, 0)),
                List.of("promos has no key"),
                1_500);
        assertEquals(
                """
                Verified by SQL over 1 reference: no orphans.
                1,234 rows of 2 tables compared with prod: 1 table with differences:
                Table   Compared  Different  Not in source
                ------------------------------------------
                orders     1,000          2              1
                warning: promos has no key
                Verified dev in 1.5 s""",
                String.join("\n", VerifyReportText.of(report)));
        assertTrue(report.hasFaults());
    }

    @Test
    void countsEveryOrphanWhereThereIsNoSourceToExcuseIt() {
        VerifyReport report = new VerifyReport(
                "dev",
                Optional.empty(),
                List.of(new OrphanLine("a(b) → c(d)", 4, -1, false), new OrphanLine("e(f) → g(h)", 4, -1, true)),
                List.of(),
                List.of(),
                10);
        assertTrue(report.hasFaults());
        assertTrue(VerifyReportText.of(report).contains("      4     ?  a(b) → c(d)"));
        assertFalse(String.join("\n", VerifyReportText.of(report)).contains("e(f)"));
    }
}
