package io.tranche.run;

import io.tranche.config.ConnectionConfig;
import io.tranche.config.SyncRules;
import io.tranche.config.SyncStrategy;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.OpenTransactions;
import io.tranche.dialect.Source;
import io.tranche.sync.Horizon;
import io.tranche.sync.Watermarks;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
        Optional<KeptSlice> slice) {
    /**
     * Asks for open transactions; to be called before the snapshot is opened.
     *
     * @param marks from before anything is written
     * @param warnings gets what the source cannot tell
     */
    static StrategyInputs of(
            Setup setup,
            Dialect dialect,
            Source source,
            Watermarks marks,
            Optional<KeptSlice> slice,
            List<String> warnings) {
        long asked = System.nanoTime();
        OpenTransactions open = source.openTransactions();
        if (usesTimes(setup) && !open.doubt().isEmpty()) {
            warnings.add("The source cannot tell which of its transactions are open, for " + open.doubt()
                    + ". Only the overlap of the strategy `timestamp` finds what they commit late.");
        }
        return new StrategyInputs(dialect, setup.source(), setup.target(), marks, new Horizon(open, asked), slice);
    }

    static boolean usesTimes(Setup setup) {
        SyncRules rules = setup.rules().sync();
        return rules.byTime().isPresent()
                || Stream.concat(Stream.of(rules.defaultRule()), rules.tables().values().stream())
                        .anyMatch(rule -> rule.strategy() instanceof SyncStrategy.Timestamp);
    }
}
