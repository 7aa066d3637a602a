package io.tranche.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.report.SliceReport.OrphanLine;
import io.tranche.report.SliceReport.ReferenceLine;
import io.tranche.report.SliceReport.TableLine;
import java.util.List;
import org.junit.jupiter.api.Test;

class SliceReportTextTest {
    @Test
    void tellsWhatWasCopiedAndWhy() {
        String text = String.join(
                "\n",
                SliceReportText.of(shop(List.of(
                        new OrphanLine("order_items(order_id) → orders(id)", 0, 0, false),
                        new OrphanLine("orders(customer_id) → customers(id)", 3, 0, false),
                        new OrphanLine("orders(promo_id) → promos(id)", 900, 900, true)))));
        assertEquals(
                """
                Slice of prod in dev

                Table                           Rule              Selected  Pulled  Seconds
                ---------------------------------------------------------------------------
                orders                          since_last_month   123,456       7     12.3
                customers                       upon_request             0  98,765      4.6
                a_table_whose_name_is_longer_than_most
                                                full                     1       0      0.0
                all                                                123,457  98,772
                No rows: coupons, promos

                Why so big? Rows that each reference pulled in
                  Rows  Reference
                -------------------------------------------
                98,765  orders(customer_id) → customers(id)
                     7  orders(parent_id) → orders(id)

                References that the rules say not to follow
                  orders(promo_id) → promos(id): cut

                Orphans of the source: keys that it refers to and has no row for
                Keys  Reference
                -----------------------------------------
                   3  orders(customer_id) → customers(id)

                Verified by SQL over 3 references: no orphans but 3 rows that the source has as
                  well.

                1 warning
                  LOAD DATA is switched off in dev (local_infile=OFF): rows went by INSERT,
                    which is slower.

                One moment of the source: consistent snapshot, binlog.000042:1234
                222,229 rows in 1:23 min: 2,671 a second
                4 retries: 1 lost connection, 2 deadlocks or lock waits, 1 refused load""",
                text);
    }

    @Test
    void shoutsWhenTheSliceIsNotWhole() {
        SliceReport report = shop(List.of(new OrphanLine("orders(customer_id) → customers(id)", 5, 2, false)));
        List<String> text = SliceReportText.of(report);
        assertTrue(
                text.contains("Verified by SQL over 1 reference: THE SLICE IS NOT WHOLE. 1 reference with"),
                text::toString);
        assertTrue(text.contains("      5     2  orders(customer_id) → customers(id)"), text::toString);
        assertTrue(report.hasOwnOrphans());
    }

    @Test
    void saysThatNobodyLooked() {
        assertTrue(SliceReportText.of(shop(List.of()))
                .contains("No reference was verified: there is none, or a warning says why not."));
        assertFalse(shop(List.of()).hasOwnOrphans());
    }

    @Test
    void keepsWithinEightyColumnsWhateverTheRule() {
        SliceReport report = new SliceReport(
                "prod",
                "dev",
                "one connection",
                List.of(new TableLine("orders", "where " + "created_at > 1 AND ".repeat(9), 1_234_567, 7, 1)),
                List.of(),
                List.of(),
                List.of("a warning that goes on and on ".repeat(9)),
                RetryCounts.NONE,
                1);
        for (String line : SliceReportText.of(report)) {
            assertTrue(line.length() <= 80, line);
        }
        assertTrue(SliceReportText.of(report).stream().anyMatch(line -> line.contains("…")));
    }

    private static SliceReport shop(List<OrphanLine> verification) {
        return new SliceReport(
                "prod",
                "dev",
                "consistent snapshot, binlog.000042:1234",
                List.of(
                        new TableLine("orders", "since_last_month", 123_456, 7, 12_340),
                        new TableLine("coupons", "upon_request", 0, 0, 0),
                        new TableLine("customers", "upon_request", 0, 98_765, 4_560),
                        new TableLine("a_table_whose_name_is_longer_than_most", "full", 1, 0, 10),
                        new TableLine("promos", "full", 0, 0, 10)),
                List.of(
                        new ReferenceLine("orders(parent_id) → orders(id)", ReferenceLine.FOLLOWED, 7, 0),
                        new ReferenceLine("orders(customer_id) → customers(id)", ReferenceLine.FOLLOWED, 98_765, 3),
                        new ReferenceLine("orders(promo_id) → promos(id)", ReferenceLine.CUT, 0, 0)),
                verification,
                List.of("LOAD DATA is switched off in dev (local_infile=OFF): rows went by INSERT, which is slower."),
                new RetryCounts(2, 1, 1),
                83_210);
    }
}
