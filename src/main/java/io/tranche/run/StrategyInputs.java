package io.tranche.run;

import io.tranche.config.ConnectionConfig;
import io.tranche.dialect.Dialect;
import io.tranche.sync.Horizon;
import io.tranche.sync.Watermarks;
import java.util.Optional;

/**
 * What strategies know of a run beside the two tables.
 *
 * @param horizon from before the source's snapshot
 * @param slice empty if no table is kept as one
 */
record StrategyInputs(
        Dialect dialect,
        ConnectionConfig source,
        ConnectionConfig target,
        Watermarks marks,
        Horizon horizon,
        Optional<KeptSlice> slice) {}
