package io.tranche.copy;

import io.tranche.catalog.Column;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.KeyForm;
import io.tranche.keys.KeyStore;
import io.tranche.ledger.UnitLog;
import io.tranche.plan.Plan;
import io.tranche.progress.Listener;
import java.util.List;
import java.util.Optional;

/**
 * What all units of a run share.
 *
 * @param run its id
 * @param kept rows of the target that need not be written; empty in a run that begins with empty tables
 */
public record Workshop(
        String run,
        Plan plan,
        Dialect dialect,
        KeyStore store,
        Optional<Kept> kept,
        UnitLog ledger,
        Tally tally,
        Listener listener) {
    KeyForm form(List<Column> key) {
        return dialect.form(key);
    }
}
