package io.tranche.run;

import io.tranche.catalog.TableName;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Target;
import io.tranche.dialect.TargetSession;
import io.tranche.ledger.Ledger;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * A target whose triggers and foreign keys are kept still while a sync writes. What had to be taken away comes back, also what
 * a run before has left away. One thread.
 */
final class TargetAtRest {
    private final Target target;
    private final Disturbances disturbances;
    private final Ledger ledger;
    private final Control control;

    TargetAtRest(Target target, Disturbances disturbances, Control control) {
        this.target = target;
        this.disturbances = disturbances;
        this.ledger = new Ledger(target);
        this.control = control;
    }

    /** Does a run's work; whatever is away then comes back at its end: views and foreign keys need tables and rows. */
    <T> T whole(Supplier<T> work) {
        T result;
        try {
            result = work.get();
        } catch (RuntimeException | Error e) {
            try {
                control.run(TargetSession::rollback);
                control.run(this::putBack);
            } catch (RuntimeException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
        control.run(this::putBack);
        return result;
    }

    /** Where nothing is away nothing is written, not even an empty transaction. */
    private void putBack(TargetSession session) {
        if (disturbances.areAway(session)) {
            disturbances.restore(session);
            ledger.removeStash(session);
        }
    }

    /** Takes the target's own objects away that depend on what is going to be replaced. */
    void removeDependents(List<Definition> dependents) {
        control.run(session -> disturbances.removeDependents(dependents, session));
    }

    /** Writes tables while nothing of theirs disturbs it. */
    <T> T writing(Collection<TableName> tables, Supplier<T> work) {
        if (!target.disturbing(tables).isEmpty()) {
            control.run(ledger::createStash);
        }
        control.run(session -> disturbances.remove(tables, session));
        try {
            return work.get();
        } finally {
            control.run(disturbances::restore);
            control.run(ledger::removeStash);
        }
    }
}
