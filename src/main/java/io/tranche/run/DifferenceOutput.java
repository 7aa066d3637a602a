package io.tranche.run;

import io.tranche.dialect.Dialect;
import io.tranche.dialect.Snapshot;
import io.tranche.sync.FoundTable;
import java.util.List;

/** Where single differences are told, if anywhere. */
public interface DifferenceOutput {
    /** Nothing beyond the report. */
    DifferenceOutput NONE = (found, dialect, source) -> {};

    /**
     * Tells.
     *
     * @param source in which the differences were found
     */
    void tell(List<FoundTable> found, Dialect dialect, Snapshot source);
}
