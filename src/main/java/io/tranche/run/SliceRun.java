package io.tranche.run;

import io.tranche.copy.Crew;
import io.tranche.copy.Kept;
import io.tranche.copy.Renewal;
import io.tranche.copy.TargetReading;
import io.tranche.copy.Workshop;
import io.tranche.dialect.SqlFailure;
import io.tranche.error.RunFailure;
import io.tranche.keys.KeyStore;
import io.tranche.keys.KeyStores;
import io.tranche.keys.Role;
import io.tranche.ledger.Ledger;
import io.tranche.ledger.RunEntry;
import io.tranche.plan.PlanBuilder.Purpose;
import io.tranche.plan.PlanText;
import io.tranche.report.SliceReport;
import io.tranche.run.SliceRequest.Resume;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code tranche slice}: config ─► catalog ─► plan ─► schema ─► copy ─► traverse ─► finish ─► verify ─► report. */
public final class SliceRun {
    private final SliceRequest request;
    private final Surroundings surroundings;
    private final Phases phases;

    public SliceRun(SliceRequest request, Surroundings surroundings) {
        this.request = request;
        this.surroundings = surroundings;
        this.phases = new Phases(surroundings.listener());
    }

    /**
     * Cuts the slice.
     *
     * @throws io.tranche.error.Failure for the user
     */
    public SliceReport run() {
        return explaining(() -> new Preparation(request, surroundings, phases)
                .with(prepared -> cut(prepared, (runId, workshop, control, crew) -> new OwnHands(workshop, crew))));
    }

    /**
     * Cuts the slice with the help of other processes: this one plans, makes the target ready, finishes and verifies; they
     * move the rows. Keys must be in Redis.
     *
     * @throws io.tranche.error.Failure for the user
     */
    public SliceReport share(Helpers helpers) {
        return explaining(() -> new Preparation(request, surroundings, phases).with(prepared -> {
            Participation.refuseWithoutRedis(prepared.setup());
            return cut(
                    prepared,
                    (runId, workshop, control, crew) -> new SharedHands(
                            workshop,
                            new SharedPlan(
                                    runId,
                                    prepared.snapshot().now(),
                                    prepared.start().purpose(),
                                    prepared.plan()),
                            control,
                            helpers));
        }));
    }

    /** Units explain their failures themselves; what else a server refuses is explained here. */
    private static <T> T explaining(Supplier<T> work) {
        try {
            return work.get();
        } catch (SqlFailure e) {
            String words = e.getMessage().endsWith(".") ? e.getMessage() : e.getMessage() + ".";
            String what =
                    switch (e.kind()) {
                        case CONNECTION_LOST -> "The connection to a server was lost, and could not be opened again: ";
                        case TRANSIENT -> "A server is too busy, after several tries: ";
                        case DENIED -> "A privilege is missing: ";
                        case STRUCTURE_CHANGED -> "The structure of a database changed meanwhile: ";
                        case EXHAUSTED -> "A server has run out of something: ";
                        case OTHER -> "A server refused a statement: ";
                    };
            throw new RunFailure(
                    what + words + " What was committed stays; where the run had begun to write, `--continue` goes on.",
                    e);
        }
    }

    /** Who moves the rows. */
    private interface Hiring {
        Hands hands(String runId, Workshop workshop, Control control, Crew crew);
    }

    /** Does everything but write, and tells what would be done. */
    public List<String> rehearse() {
        return explaining(
                () -> new Preparation(request, surroundings, phases).with(prepared -> PlanText.of(prepared.plan())));
    }

    private SliceReport cut(Prepared prepared, Hiring hiring) {
        Ends ends = prepared.ends();
        RunFacts facts = RunFacts.of(
                prepared.plan(), ends.source().identity(), ends.target().identity(), request.flags());
        prepared.start().earlier().ifPresent(earlier -> Earlier.refuseHalfSchema(earlier, facts));
        if (request.flags().resume() == Resume.CONTINUE) {
            prepared.start().earlier().ifPresent(earlier -> Earlier.refuseOther(earlier, facts));
        }
        try (Control control = Control.of(
                ends.target(), prepared.setup().target().name(), surroundings.listener(), prepared.tally())) {
            if (prepared.start().equals(Start.of(Resume.NONE, Optional.empty()))) {
                new ExistingRows(prepared, surroundings.prompt()).confirmReplacing(request.flags());
            }
            return cut(prepared, control, facts, hiring);
        }
    }

    private SliceReport cut(Prepared prepared, Control control, RunFacts facts, Hiring hiring) {
        Ends ends = prepared.ends();
        String runId = prepared.start().earlier().map(RunEntry::id).orElseGet(RunIds::fresh);
        try (KeyStore store = KeyStores.open(prepared.setup().redis(), runId, Role.OWNER, surroundings.listener());
                Crew crew = new Crew(prepared.snapshot().readers(), prepared.snapshot(), ends.target()::session)) {
            Workshop workshop = new Workshop(
                    runId,
                    prepared.plan(),
                    ends.source().dialect(),
                    store,
                    kept(prepared.start().purpose(), store),
                    new Ledger(ends.target()),
                    prepared.tally(),
                    surroundings.listener());
            Hands hands = hiring.hands(runId, workshop, control, crew);
            return new SliceWork(
                            request.flags(),
                            prepared,
                            workshop,
                            control,
                            hands,
                            renewal(prepared, workshop, crew),
                            phases)
                    .run(runId, facts);
        }
    }

    static Optional<Kept> kept(Purpose purpose, KeyStore store) {
        return purpose == Purpose.RENEWED ? Optional.of(new Kept(store)) : Optional.empty();
    }

    private Optional<Renewal> renewal(Prepared prepared, Workshop workshop, Crew crew) {
        TargetReading reading = work -> Targets.read(prepared.setup().target(), surroundings.listener(), work);
        return workshop.kept()
                .map(kept -> new Renewal(workshop, crew, prepared.ends().target(), reading));
    }
}
