package io.tranche.run;

import io.tranche.dialect.Dialect;
import io.tranche.diff.Side;
import io.tranche.sync.FoundTable;
import java.util.List;

/** Where single differences are told, if anywhere. */
public interface DifferenceOutput {
    /** Nothing beyond the report. */
    DifferenceOutput NONE = found -> {};

    /**
     * What was found, and the snapshots in which it was.
     *
     * @param tables in the order of the report
     */
    record Found(List<FoundTable> tables, Dialect dialect, Side source, Side target) {}

    /** Tells; called once. */
    void tell(Found found);
}
