package io.tranche.run;

import io.tranche.copy.UnitNames;
import io.tranche.plan.Unit;
import java.util.List;
import java.util.Set;

/** Who moves the rows of a slice. Called by one thread, in the order of the methods. */
interface Hands {
    /**
     * Copies what rules choose.
     *
     * @param committed ids of units that an earlier run has carried out
     */
    void copy(List<Unit.Scan> scans, Set<String> committed, UnitNames names);

    /** Copies what references need, to the fixed point. */
    void traverse(UnitNames names);

    /** The rows are there: gives the source's readers back. */
    void rest();
}
