package io.tranche.run;

import io.tranche.copy.Crew;
import io.tranche.copy.Tally;
import io.tranche.copy.TaskSource;
import io.tranche.copy.UnitTasks;
import io.tranche.copy.Workshop;
import io.tranche.dialect.Consistency;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.SnapshotWish;
import io.tranche.dialect.Source;
import io.tranche.dialect.Target;
import io.tranche.error.Refusal;
import io.tranche.keys.KeyStore;
import io.tranche.keys.KeyStores;
import io.tranche.keys.Role;
import io.tranche.ledger.Ledger;
import java.util.List;
import java.util.Optional;

/**
 * A process that carries out units of a run that another process leads ({@link SliceRun#share}). Both name the same
 * connections in their own config.yml and keep their keys in the same Redis; plan and units travel as JSON.
 *
 * <p>Each process reads at a moment of its own: the slice is of one moment only if the source does not change meanwhile, or
 * is a replica that stands still. One thread at a time.
 */
public final class Participation implements AutoCloseable {
    private final Source source;
    private final Target target;
    private final Snapshot snapshot;
    private final KeyStore store;
    private final Crew crew;
    private final UnitTasks tasks;

    /**
     * @param request names the connections and config.yml; its rules are not looked at
     * @param plan what {@link Helpers#begin} was given
     * @throws io.tranche.error.Failure for the user
     */
    public Participation(SliceRequest request, Surroundings surroundings, String plan) {
        Setup setup = Setup.of(request, surroundings);
        SharedPlan shared = SharedPlan.read(plan);
        Dialect dialect = Dialects.of(setup.source(), setup.target());
        refuseWithoutRedis(setup);
        source = dialect.openSource(setup.source(), surroundings.listener());
        target = dialect.openTarget(setup.target(), surroundings.listener());
        snapshot = source.snapshot(SnapshotWish.of(1, Consistency.SNAPSHOT, Optional.of(shared.now()))
                .reading(shared.plan().names()));
        store = KeyStores.open(setup.redis(), shared.run(), Role.PARTICIPANT, surroundings.listener());
        crew = new Crew(1, snapshot, target::session);
        tasks = new UnitTasks(new Workshop(
                shared.run(),
                shared.plan(),
                dialect,
                store,
                SliceRun.kept(shared.purpose(), store),
                new Ledger(target),
                new Tally(),
                surroundings.listener()));
    }

    static void refuseWithoutRedis(Setup setup) {
        if (setup.redis().isEmpty()) {
            throw new Refusal(
                    "config.yml redis",
                    "Several processes cannot share a run whose keys stay in one of them.",
                    "Add a `redis:` section with a server that all of them reach.");
        }
    }

    /**
     * Carries out one unit; its rows are committed when this returns.
     *
     * @param unit what {@link Helpers#carryOut} was given
     * @throws io.tranche.error.Failure for the user; the unit's transaction is rolled back
     */
    public void carryOut(String unit) {
        tasks.of(UnitJson.unit(unit)).ifPresent(task -> crew.carryOut(TaskSource.of(List.of(task))));
    }

    /** Gives everything back; the run and its keys go on. */
    @Override
    public void close() {
        try (source;
                target;
                snapshot;
                store) {
            crew.close();
        }
    }
}
