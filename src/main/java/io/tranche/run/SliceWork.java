package io.tranche.run;

import io.tranche.catalog.TableName;
import io.tranche.copy.Recall;
import io.tranche.copy.Scans;
import io.tranche.copy.UnitNames;
import io.tranche.copy.Workshop;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Reader;
import io.tranche.dialect.Target;
import io.tranche.dialect.TargetSession;
import io.tranche.error.RunFailure;
import io.tranche.ledger.Ledger;
import io.tranche.ledger.RunEntry;
import io.tranche.ledger.RunEntry.RunPhase;
import io.tranche.ledger.UnitEntry;
import io.tranche.plan.Unit;
import io.tranche.progress.Phase;
import io.tranche.report.SliceReport;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The part of a slice that writes: schema ─► copy ─► traverse ─► finish ─► verify. One thread. */
final class SliceWork {
    private final SliceRequest.Flags flags;
    private final Prepared prepared;
    private final Workshop workshop;
    private final TargetSession session;
    private final Hands hands;
    private final Phases phases;
    private final Target target;
    private final Ledger ledger;
    private final SchemaStep schema;
    private final Disturbances disturbances;

    SliceWork(
            SliceRequest.Flags flags,
            Prepared prepared,
            Workshop workshop,
            TargetSession session,
            Hands hands,
            Phases phases) {
        this.flags = flags;
        this.prepared = prepared;
        this.workshop = workshop;
        this.session = session;
        this.hands = hands;
        this.phases = phases;
        this.target = prepared.ends().target();
        this.ledger = workshop.ledger();
        this.schema = new SchemaStep(flags, prepared, workshop.listener());
        this.disturbances = new Disturbances(target, ledger, workshop.listener());
    }

    SliceReport run(String runId, RunFacts facts) {
        RunEntry entry = prepared.earlier()
                .filter(earlier -> earlier.phase() != RunPhase.PREPARE)
                .orElseGet(() -> begin(runId, facts));
        List<UnitEntry> committed = ledger.units(session);
        if (prepared.earlier().isPresent()) {
            recall(entry, committed);
        }
        if (entry.phase() != RunPhase.FINISH) {
            fill(entry, committed);
        }
        phases.run(Phase.FINISH, this::finish);
        SliceReport report = phases.in(Phase.VERIFY, () -> new Conclusion(prepared, workshop).report(phases));
        if (!flags.keepLedger()) {
            ledger.remove(session);
        }
        return report;
    }

    private RunEntry begin(String runId, RunFacts facts) {
        RunEntry entry = new RunEntry(runId, facts.fingerprint(), facts.lines(), "", "", RunPhase.PREPARE, "[]");
        ledger.begin(session, entry);
        phases.run(Phase.SCHEMA, () -> {
            schema.before();
            clearTheWay();
            target.empty(prepared.plan().names());
        });
        RunEntry begun = entry.at(
                prepared.snapshot().position(), prepared.snapshot().now(), RunPhase.COPY, UnitJson.write(scans()));
        ledger.update(session, begun);
        return begun;
    }

    private void clearTheWay() {
        List<Definition> away = disturbances.remove(prepared.plan().names(), session);
        String mode = target.disturbanceMode(away);
        // tables of our own have neither triggers nor foreign keys yet
        if (!mode.isEmpty() && !(flags.copySchema() && away.isEmpty())) {
            workshop.listener().notice(mode);
        }
    }

    private List<Unit.Scan> scans() {
        try (Reader reader = prepared.snapshot().reader()) {
            return Scans.units(prepared.plan(), reader);
        }
    }

    private void recall(RunEntry entry, List<UnitEntry> committed) {
        Earlier.warnIfMoved(entry, prepared.snapshot(), workshop.listener());
        clearTheWay();
        Recall recall = new Recall(workshop, entry.phase());
        recall.counts(committed);
        if (entry.phase() != RunPhase.FINISH) {
            Targets.read(
                    prepared.setup().target(), workshop.listener(), reader -> recall.keys(target.catalog(), reader));
        }
    }

    private void fill(RunEntry entry, List<UnitEntry> committed) {
        UnitNames names = new UnitNames(prepared.plan(), committed.size());
        if (entry.phase() == RunPhase.COPY) {
            Set<String> done = committed.stream().map(UnitEntry::unit).collect(Collectors.toSet());
            List<Unit.Scan> scans = scans(entry, committed);
            phases.run(Phase.COPY, () -> hands.copy(scans, done, names));
            advance(entry, RunPhase.TRAVERSE);
        }
        phases.run(Phase.TRAVERSE, () -> hands.traverse(names));
        hands.rest();
        refuseIfChanged();
        advance(entry, RunPhase.FINISH);
    }

    /** What was read of a table that was altered or emptied meanwhile may be half of it. */
    private void refuseIfChanged() {
        List<TableName> changed = prepared.snapshot().changed();
        if (!changed.isEmpty()) {
            String names = changed.stream().map(TableName::toString).collect(Collectors.joining(", "));
            throw new RunFailure("The source's structure changed while it was read: " + names
                    + (changed.size() == 1 ? " was" : " were")
                    + " altered, emptied or replaced, and rows may be missing or wrong in the slice. Begin again with"
                    + " `--overwrite`.");
        }
    }

    /** What is read again is read under another name, for the ledger keeps what was written under the first. */
    private List<Unit.Scan> scans(RunEntry entry, List<UnitEntry> committed) {
        Set<TableName> again =
                Earlier.hasMoved(entry, prepared.snapshot()) ? Earlier.halfRead(entry, committed) : Set.of();
        return UnitJson.scans(entry.scans()).stream()
                .map(scan -> again.contains(scan.table())
                        ? new Unit.Scan(scan.id() + "-" + committed.size(), scan.table(), scan.range())
                        : scan)
                .toList();
    }

    private void advance(RunEntry entry, RunPhase phase) {
        ledger.update(session, entry.at(entry.position(), entry.now(), phase, entry.scans()));
    }

    private void finish() {
        schema.after();
        disturbances.restore(session);
        target.advanceCounters(prepared.plan().names());
        target.refreshStatistics(prepared.plan().names());
        target.refreshViews(prepared.plan().names()).forEach(workshop.listener()::warning);
        schema.foreignKeys();
    }
}
