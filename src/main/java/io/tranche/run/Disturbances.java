package io.tranche.run;

import io.tranche.dialect.Definition;
import io.tranche.dialect.SqlFailure;
import io.tranche.dialect.Target;
import io.tranche.dialect.TargetSession;
import io.tranche.error.RunFailure;
import io.tranche.ledger.Ledger;
import io.tranche.plan.Plan;
import io.tranche.progress.Listener;
import java.util.List;

/**
 * Keeps objects of an existing target that would disturb a load out of its way. Their definitions are in the ledger before
 * they are dropped, so that a later run can put them back whatever happens to this one.
 */
final class Disturbances {
    private final Target target;
    private final Ledger ledger;
    private final Listener listener;

    Disturbances(Target target, Ledger ledger, Listener listener) {
        this.target = target;
        this.ledger = ledger;
        this.listener = listener;
    }

    void remove(Plan plan, TargetSession session) {
        List<Definition> away = ledger.stashed(session);
        List<Definition> disturbing = target.disturbing(plan.names()).stream()
                .filter(object -> !away.contains(object))
                .toList();
        if (disturbing.isEmpty()) {
            return;
        }
        ledger.stash(session, disturbing);
        for (Definition object : disturbing) {
            object.drop().forEach(session::execute);
        }
        session.commit();
        listener.notice("For the load, " + disturbing.size()
                + " objects of the target are taken away and put back after it: " + target.disturbanceMode() + ".");
    }

    /** Puts back everything that is away, also what an earlier run left away. */
    void restore(TargetSession session) {
        List<Definition> away = ledger.stashed(session);
        for (Definition object : away) {
            try {
                object.drop().forEach(session::execute);
                object.create().forEach(session::execute);
                session.commit();
            } catch (SqlFailure e) {
                throw new RunFailure(
                        "The " + object.kind().name().toLowerCase(java.util.Locale.ROOT) + " " + object.name()
                                + " could not be put back: " + e.getMessage()
                                + " Its definition is in the ledger; put the cause right and run `--continue`.",
                        e);
            }
        }
        ledger.unstash(session);
    }
}
