package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.config.ReferenceRule.Treatment;
import io.tranche.report.SliceReport.OrphanLine;
import io.tranche.verify.OrphanCount;

/** What verification counted, as lines of a report. */
final class Orphans {
    private Orphans() {}

    static OrphanLine line(Catalog catalog, OrphanCount count) {
        return new OrphanLine(
                catalog.display(count.reference()),
                count.inTarget(),
                count.notInSource().orElse(-1),
                count.treatment() == Treatment.CUT);
    }
}
