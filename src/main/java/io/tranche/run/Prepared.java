package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.copy.Tally;
import io.tranche.dialect.Position;
import io.tranche.dialect.Snapshot;
import io.tranche.plan.Plan;

/**
 * All that is known before the first write.
 *
 * @param position of the source at the snapshot's moment; empty where nothing proves it
 * @param start how the run begins
 * @param tally of the whole run
 */
record Prepared(
        Setup setup,
        Ends ends,
        Catalog catalog,
        Catalog targetCatalog,
        Plan plan,
        Snapshot snapshot,
        Position position,
        Start start,
        Tally tally) {}
