package io.tranche.run;

import io.tranche.copy.Crew;
import io.tranche.copy.Kept;
import io.tranche.copy.Renewal;
import io.tranche.copy.Tally;
import io.tranche.copy.TargetReading;
import io.tranche.copy.Workshop;
import io.tranche.dialect.TargetSession;
import io.tranche.error.Refusal;
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
        return new Preparation(request, surroundings, phases)
                .with(prepared -> cut(prepared, (runId, workshop, session, crew) -> new OwnHands(workshop, crew)));
    }

    /**
     * Cuts the slice with the help of other processes: this one plans, makes the target ready, finishes and verifies; they
     * move the rows. Keys must be in Redis.
     *
     * @throws io.tranche.error.Failure for the user
     */
    public SliceReport share(Helpers helpers) {
        return new Preparation(request, surroundings, phases).with(prepared -> {
            Participation.refuseWithoutRedis(prepared.setup());
            return cut(
                    prepared,
                    (runId, workshop, session, crew) -> new SharedHands(
                            workshop,
                            new SharedPlan(
                                    runId,
                                    prepared.snapshot().now(),
                                    prepared.start().purpose(),
                                    prepared.plan()),
                            session,
                            helpers));
        });
    }

    /** Who moves the rows. */
    private interface Hiring {
        Hands hands(String runId, Workshop workshop, TargetSession session, Crew crew);
    }

    /** Does everything but write, and tells what would be done. */
    public List<String> rehearse() {
        return new Preparation(request, surroundings, phases).with(prepared -> PlanText.of(prepared.plan()));
    }

    private SliceReport cut(Prepared prepared, Hiring hiring) {
        Ends ends = prepared.ends();
        RunFacts facts = RunFacts.of(
                prepared.plan(), ends.source().identity(), ends.target().identity());
        if (request.flags().resume() == Resume.CONTINUE) {
            prepared.start().earlier().ifPresent(earlier -> Earlier.refuseOther(earlier, facts));
        }
        try (TargetSession session = ends.target().session()) {
            refuseIfBusy(session, prepared.setup().target().name());
            if (prepared.start().equals(Start.of(Resume.NONE, Optional.empty()))) {
                new ExistingRows(prepared, surroundings.prompt()).confirmReplacing(request.flags());
            }
            return cut(prepared, session, facts, hiring);
        }
    }

    /** Two runs into one target would empty each other's tables. */
    private static void refuseIfBusy(TargetSession session, String target) {
        if (!session.claimTarget()) {
            throw new Refusal(
                    "--write " + target, "Another run is writing to this target.", "Wait until it has ended.");
        }
    }

    private SliceReport cut(Prepared prepared, TargetSession session, RunFacts facts, Hiring hiring) {
        Ends ends = prepared.ends();
        String runId = prepared.start().earlier().map(RunEntry::id).orElseGet(RunIds::fresh);
        try (KeyStore store = KeyStores.open(prepared.setup().redis(), runId, Role.OWNER, surroundings.listener());
                Crew crew = new Crew(prepared.snapshot().readers(), prepared.snapshot(), ends.target())) {
            Workshop workshop = new Workshop(
                    prepared.plan(),
                    ends.source().dialect(),
                    store,
                    kept(prepared.start().purpose(), store),
                    new Ledger(ends.target()),
                    new Tally(),
                    surroundings.listener());
            Hands hands = hiring.hands(runId, workshop, session, crew);
            return new SliceWork(
                            request.flags(),
                            prepared,
                            workshop,
                            session,
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
                .map(kept -> new Renewal(workshop, crew, prepared.ends().target(), prepared.targetCatalog(), reading));
    }
}
