package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.TableName;
import io.tranche.copy.CopyPhase;
import io.tranche.copy.Crew;
import io.tranche.copy.Recall;
import io.tranche.copy.Scans;
import io.tranche.copy.Tally;
import io.tranche.copy.UnitNames;
import io.tranche.copy.Workshop;
import io.tranche.dialect.Consistency;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Reader;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.Source;
import io.tranche.dialect.Target;
import io.tranche.dialect.TargetSession;
import io.tranche.error.Problems;
import io.tranche.keys.KeyStore;
import io.tranche.keys.KeyStores;
import io.tranche.keys.Role;
import io.tranche.ledger.Ledger;
import io.tranche.ledger.RunEntry;
import io.tranche.ledger.RunEntry.RunPhase;
import io.tranche.ledger.UnitEntry;
import io.tranche.plan.Plan;
import io.tranche.plan.PlanBuilder;
import io.tranche.plan.PlanBuilder.Purpose;
import io.tranche.plan.PlanText;
import io.tranche.plan.Unit;
import io.tranche.progress.Listener;
import io.tranche.progress.Phase;
import io.tranche.report.SliceReport;
import io.tranche.traverse.TraversePhase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code tranche slice}: config ─► catalog ─► plan ─► schema ─► copy ─► traverse ─► finish ─► verify ─► report. */
public final class SliceRun {
    private final SliceRequest request;
    private final Surroundings surroundings;
    private final Listener listener;
    private final Phases phases;

    public SliceRun(SliceRequest request, Surroundings surroundings) {
        this.request = request;
        this.surroundings = surroundings;
        this.listener = surroundings.listener();
        this.phases = new Phases(listener);
    }

    /**
     * Cuts the slice.
     *
     * @throws io.tranche.error.Failure for the user
     */
    public SliceReport run() {
        return with(this::cut);
    }

    /** Does everything but write, and tells what would be done. */
    public List<String> rehearse() {
        return with((setup, ends) -> prepare(setup, ends, snapshot -> PlanText.of(snapshot.plan())));
    }

    private record Ends(Source source, Target target) {}

    /** All that is known before the first write. */
    private record Prepared(
            Setup setup,
            Ends ends,
            Catalog catalog,
            Catalog targetCatalog,
            Plan plan,
            Snapshot snapshot,
            Optional<RunEntry> earlier) {}

    private interface Work<T> {
        T of(Setup setup, Ends ends);
    }

    private interface Step<T> {
        T of(Prepared prepared);
    }

    private <T> T with(Work<T> work) {
        Setup setup = Setup.of(request, surroundings);
        Dialect dialect = Dialects.of(setup.source(), setup.target());
        try (Source source = dialect.openSource(setup.source(), listener);
                Target target = dialect.openTarget(setup.target(), listener)) {
            Targets.refuseSame(source, target, setup);
            return work.of(setup, new Ends(source, target));
        }
    }

    private <T> T prepare(Setup setup, Ends ends, Step<T> step) {
        Catalog catalog = phases.in(Phase.CATALOG, ends.source()::catalog);
        Catalog targetCatalog = ends.target().catalog();
        Optional<RunEntry> earlier = Earlier.find(ends.target());
        boolean resumes = Earlier.resumes(request, earlier);
        Plan plan = phases.in(Phase.PLAN, () -> new PlanBuilder(
                        setup.rules(), catalog, ends.source().dialect(), resumes ? Purpose.CONTINUED : Purpose.FRESH)
                .build(request.tables()));
        plan.notices().forEach(listener::notice);
        Consistency consistency = request.flags().inconsistent() ? Consistency.NONE : Consistency.SNAPSHOT;
        Optional<String> now = earlier.filter(run -> resumes).map(RunEntry::now);
        try (Snapshot snapshot = ends.source().snapshot(setup.workers(), consistency, now)) {
            listener.notice("Source: " + snapshot.description() + ".");
            new RuleCheck(plan, setup.rules().file()).refuseRejected(snapshot);
            refuseUnfit(plan, targetCatalog, ends.target());
            return step.of(
                    new Prepared(setup, ends, catalog, targetCatalog, plan, snapshot, earlier.filter(run -> resumes)));
        }
    }

    private void refuseUnfit(Plan plan, Catalog targetCatalog, Target target) {
        Problems problems = new Problems();
        if (!request.flags().copySchema()) {
            new TargetCheck(targetCatalog, target.dialect(), problems).check(plan);
        }
        problems.refuseIfAny();
        target.missingRights(
                        plan.tables().stream()
                                .filter(table -> targetCatalog.contains(table.name()))
                                .map(table -> targetCatalog.table(table.name()))
                                .toList(),
                        request.flags().copySchema() ? Target.Rights.CREATE : Target.Rights.LOAD)
                .forEach(problems::add);
        problems.refuseIfAny();
    }

    private SliceReport cut(Setup setup, Ends ends) {
        return prepare(setup, ends, prepared -> {
            Ledger ledger = new Ledger(ends.target());
            RunFacts facts = RunFacts.of(
                    prepared.plan(), ends.source().identity(), ends.target().identity());
            prepared.earlier().ifPresent(earlier -> Earlier.refuseOther(earlier, facts));
            if (prepared.earlier().isEmpty()) {
                confirmOverwriting(prepared);
            }
            String runId = prepared.earlier().map(RunEntry::id).orElseGet(RunIds::fresh);
            try (KeyStore store = KeyStores.open(setup.redis(), runId, Role.OWNER, listener);
                    TargetSession session = ends.target().session();
                    Crew crew = new Crew(prepared.snapshot().readers(), prepared.snapshot(), ends.target())) {
                Workshop workshop =
                        new Workshop(prepared.plan(), ends.source().dialect(), store, ledger, new Tally(), listener);
                Loaded loaded = new Loaded(prepared, workshop, session, crew, facts, runId);
                return loaded.run();
            }
        });
    }

    private void confirmOverwriting(Prepared prepared) {
        ExistingRows existing = new ExistingRows(prepared.ends().target(), prepared.targetCatalog(), surroundings);
        boolean replaces = request.flags().copySchema();
        List<TableName> tables = replaces ? existing.in(prepared.catalog()) : existing.in(prepared.plan());
        if (tables.isEmpty() || request.flags().overwrite()) {
            return;
        }
        String stopped = Earlier.find(prepared.ends().target()).isPresent() ? "A run into this target was stopped. " : "";
        existing.confirm(
                tables,
                prepared.setup().target().name(),
                stopped
                        + (replaces
                                ? "These tables are in the target, and would be dropped and created again:"
                                : "These tables of the target hold rows, which the slice would replace:"));
    }

    /** The part that writes. */
    private final class Loaded {
        private final Prepared prepared;
        private final Workshop workshop;
        private final TargetSession session;
        private final Crew crew;
        private final RunFacts facts;
        private final String runId;
        private final SchemaStep schema;
        private final Disturbances disturbances;

        Loaded(Prepared prepared, Workshop workshop, TargetSession session, Crew crew, RunFacts facts, String runId) {
            this.prepared = prepared;
            this.workshop = workshop;
            this.session = session;
            this.crew = crew;
            this.facts = facts;
            this.runId = runId;
            this.schema = new SchemaStep(
                    request.flags(),
                    new SchemaStep.Run(
                            prepared.ends().source().definitions(),
                            prepared.ends().target(),
                            prepared.setup().target().database(),
                            prepared.setup().workers()),
                    listener);
            this.disturbances = new Disturbances(prepared.ends().target(), workshop.ledger(), listener);
        }

        SliceReport run() {
            RunEntry entry = prepared.earlier()
                    .filter(earlier -> earlier.phase() != RunPhase.PREPARE)
                    .orElseGet(this::begin);
            List<UnitEntry> committed = workshop.ledger().units(session);
            if (prepared.earlier().isPresent()) {
                recall(entry, committed);
            }
            if (entry.phase() != RunPhase.FINISH) {
                fill(entry, committed);
            }
            phases.run(Phase.FINISH, this::finish);
            SliceReport report = phases.in(
                    Phase.VERIFY, () -> new Conclusion(prepared.setup(), prepared.plan(), prepared.catalog(), workshop)
                            .report(prepared.snapshot(), phases));
            if (!request.flags().keepLedger()) {
                workshop.ledger().remove(session);
            }
            return report;
        }

        private RunEntry begin() {
            RunEntry entry = new RunEntry(runId, facts.fingerprint(), facts.lines(), "", "", RunPhase.PREPARE, "[]");
            workshop.ledger().begin(session, entry);
            phases.run(Phase.SCHEMA, () -> {
                schema.before();
                disturbances.remove(prepared.plan(), session);
                prepared.ends().target().empty(prepared.plan().names());
            });
            List<Unit.Scan> scans;
            try (Reader reader = prepared.snapshot().reader()) {
                scans = Scans.units(prepared.plan(), reader);
            }
            RunEntry begun = entry.at(
                    prepared.snapshot().position(), prepared.snapshot().now(), RunPhase.COPY, UnitJson.write(scans));
            workshop.ledger().update(session, begun);
            return begun;
        }

        private void recall(RunEntry entry, List<UnitEntry> committed) {
            Earlier.warnIfMoved(entry, prepared.snapshot(), listener);
            disturbances.remove(prepared.plan(), session);
            Recall recall = new Recall(workshop, entry.phase());
            recall.counts(committed);
            Targets.read(
                    prepared.setup().target(),
                    listener,
                    reader -> recall.keys(prepared.ends().target().catalog(), reader));
        }

        private void fill(RunEntry entry, List<UnitEntry> committed) {
            UnitNames names = new UnitNames(prepared.plan(), committed.size());
            Set<String> done = committed.stream().map(UnitEntry::unit).collect(Collectors.toSet());
            if (entry.phase() == RunPhase.COPY) {
                phases.run(Phase.COPY, () -> new CopyPhase(workshop, crew, names)
                        .run(UnitJson.scans(entry.scans()), done));
                advance(entry, RunPhase.TRAVERSE);
            }
            phases.run(Phase.TRAVERSE, () -> new TraversePhase(workshop, crew, names).run());
            advance(entry, RunPhase.FINISH);
        }

        private void advance(RunEntry entry, RunPhase phase) {
            workshop.ledger().update(session, entry.at(entry.position(), entry.now(), phase, entry.scans()));
        }

        private void finish() {
            schema.after();
            disturbances.restore(session);
            prepared.ends().target().advanceCounters(prepared.plan().names());
            prepared.ends().target().refreshStatistics(prepared.plan().names());
            schema.foreignKeys(List.copyOf(prepared.plan().names()));
        }
    }
}
