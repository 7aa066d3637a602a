package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.dialect.Snapshot;
import io.tranche.ledger.RunEntry;
import io.tranche.plan.Plan;
import java.util.Optional;

/**
 * All that is known before the first write.
 *
 * @param earlier the run that this one goes on with
 */
record Prepared(
        Setup setup,
        Ends ends,
        Catalog catalog,
        Catalog targetCatalog,
        Plan plan,
        Snapshot snapshot,
        Optional<RunEntry> earlier) {}
