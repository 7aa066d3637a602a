package io.tranche.run;

import io.tranche.catalog.TableName;
import io.tranche.dialect.Definition;
import io.tranche.dialect.SqlFailure;
import io.tranche.dialect.Target;
import io.tranche.dialect.TargetSession;
import io.tranche.error.RunFailure;
import io.tranche.ledger.Ledger;
import io.tranche.progress.Listener;
import java.util.Collection;
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

    /** Takes them away, and tells how those that stay are kept still. */
    List<Definition> remove(Collection<TableName> tables, TargetSession session) {
        List<Definition> disturbing = target.disturbing(tables);
        if (disturbing.isEmpty()) {
            return disturbing;
        }
        // a run that was killed here has remembered some of them, and may not have dropped them
        List<Definition> remembered = ledger.stashed(session);
        ledger.stash(
                session,
                disturbing.stream()
                        .filter(object -> !remembered.contains(object))
                        .toList());
        for (Definition object : disturbing) {
            object.drop().forEach(session::execute);
        }
        session.commit();
        return disturbing;
    }

    /** Takes away objects that depend on what is going to be replaced, in the order of their creation. */
    void removeDependents(List<Definition> dependents, TargetSession session) {
        if (dependents.isEmpty()) {
            return;
        }
        ledger.createStash(session);
        ledger.stash(session, dependents);
        for (int i = dependents.size() - 1; i >= 0; i--) {
            dependents.get(i).drop().forEach(session::execute);
        }
        session.commit();
    }

    /** Whether anything is away, also what an earlier run left away. */
    boolean areAway(TargetSession session) {
        return !ledger.stashed(session).isEmpty();
    }

    /** Puts back everything that is away, also what an earlier run left away. */
    void restore(TargetSession session) {
        List<Definition> away = ledger.stashed(session);
        if (away.isEmpty()) {
            return;
        }
        for (Definition object : away) {
            try {
                restore(object, session);
            } catch (SqlFailure e) {
                if (e.kind() == SqlFailure.Kind.CONNECTION_LOST || e.kind() == SqlFailure.Kind.TRANSIENT) {
                    throw e;
                }
                throw new RunFailure(
                        "The " + object.kind().name().toLowerCase(java.util.Locale.ROOT) + " " + object.name()
                                + " could not be put back: " + e.getMessage()
                                + " Its definition is in the ledger: put the cause right, and `slice --continue` or the next sync"
                                + " puts it back.",
                        e);
            }
        }
        ledger.unstash(session);
    }

    private void restore(Definition object, TargetSession session) {
        object.drop().forEach(session::execute);
        if (object.kind() != Definition.Kind.FOREIGN_KEY) {
            object.create().forEach(session::execute);
            session.commit();
            return;
        }
        session.commit();
        for (String statement : object.create()) {
            try {
                session.execute(statement);
                session.commit();
            } catch (SqlFailure e) {
                refuseUnlessOfRows(e);
                session.rollback();
                listener.warning("The target's foreign key " + object.name()
                        + " does not hold for all rows of the slice: " + e.getMessage()
                        + " It is left as it is; where orphans are gone, run: " + statement);
                return;
            }
        }
    }

    /** The source's own orphans, and cut references, are no reason to fail. */
    private static void refuseUnlessOfRows(SqlFailure e) {
        switch (e.kind()) {
            case TRANSIENT, CONNECTION_LOST, EXHAUSTED, DENIED, STRUCTURE_CHANGED -> throw e;
            case OTHER -> {}
        }
    }
}
