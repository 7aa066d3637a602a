package io.tranche.run;

import io.tranche.catalog.TableName;
import io.tranche.copy.Recall;
import io.tranche.copy.Renewal;
import io.tranche.copy.Scans;
import io.tranche.copy.UnitNames;
import io.tranche.copy.Workshop;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Reader;
import io.tranche.dialect.Target;
import io.tranche.error.RunFailure;
import io.tranche.ledger.Ledger;
import io.tranche.ledger.RunEntry;
import io.tranche.ledger.RunEntry.RunPhase;
import io.tranche.ledger.UnitEntry;
import io.tranche.plan.Unit;
import io.tranche.progress.Phase;
import io.tranche.report.SliceReport;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** The part of a slice that writes: schema ─► copy ─► traverse ─► finish ─► verify. One thread. */
final class SliceWork {
    private final SliceRequest.Flags flags;
    private final Prepared prepared;
    private final Workshop workshop;
    private final Control control;
    private final Hands hands;
    private final Optional<Renewal> renewal;
    private final Phases phases;
    private final Target target;
    private final Ledger ledger;
    private final SchemaStep schema;
    private final Disturbances disturbances;

    SliceWork(
            SliceRequest.Flags flags,
            Prepared prepared,
            Workshop workshop,
            Control control,
            Hands hands,
            Optional<Renewal> renewal,
            Phases phases) {
        this.flags = flags;
        this.prepared = prepared;
        this.workshop = workshop;
        this.control = control;
        this.hands = hands;
        this.renewal = renewal;
        this.phases = phases;
        this.target = prepared.ends().target();
        this.ledger = new Ledger(target);
        this.schema = new SchemaStep(flags, prepared, workshop.listener());
        this.disturbances = new Disturbances(target, ledger, workshop.listener());
    }

    SliceReport run(String runId, RunFacts facts) {
        RunEntry entry =
                switch (prepared.start().purpose()) {
                    case FRESH -> begin(runId, facts);
                    case CONTINUED -> resume();
                    case RENEWED -> renew(runId, facts);
                    case EXTENDED -> extend(runId, facts);
                };
        if (entry.phase() != RunPhase.FINISH) {
            fill(entry);
        }
        phases.run(Phase.FINISH, this::finish);
        SliceReport report = phases.in(Phase.VERIFY, () -> new Conclusion(prepared, workshop).report(phases));
        if (!flags.keepLedger()) {
            control.run(ledger::remove);
        }
        return report;
    }

    private RunEntry begin(String runId, RunFacts facts) {
        RunEntry entry = entry(runId, facts, RunPhase.PREPARE, "[]");
        control.run(session -> ledger.begin(session, entry));
        phases.run(Phase.SCHEMA, () -> {
            schema.before();
            clearTheWay();
            control.again(() -> target.empty(prepared.plan().names()));
        });
        RunEntry begun = entry.at(RunPhase.COPY, UnitJson.write(scans()));
        update(begun);
        return begun;
    }

    /** Units that were committed are not carried out again; what they copied is read back. */
    private RunEntry resume() {
        RunEntry entry = prepared.start().earlier().orElseThrow();
        clearTheWay();
        Recall recall = new Recall(workshop, entry.phase());
        recall.counts(control.get(ledger::units));
        if (entry.phase() != RunPhase.FINISH) {
            recall(recall);
        }
        return entry;
    }

    /** The ledger knows first: whoever goes on from here compares again. */
    private RunEntry renew(String runId, RunFacts facts) {
        RunEntry entry = beginOverRows(runId, facts);
        phases.run(Phase.SCHEMA, schema::keys);
        phases.run(Phase.COMPARE, () -> renewal.orElseThrow().compare());
        return entry;
    }

    /** Rows that are there are no selected ones: no join follows from them, but they have what they refer to. */
    private RunEntry extend(String runId, RunFacts facts) {
        RunEntry entry = beginOverRows(runId, facts);
        recall(new Recall(workshop, RunPhase.FINISH));
        return entry;
    }

    private RunEntry beginOverRows(String runId, RunFacts facts) {
        RunEntry entry = entry(runId, facts, RunPhase.COPY, UnitJson.write(scans()));
        control.run(session -> ledger.begin(session, entry));
        clearTheWay();
        return entry;
    }

    private RunEntry entry(String runId, RunFacts facts, RunPhase phase, String scans) {
        return new RunEntry(
                runId,
                facts.fingerprint(),
                facts.lines(),
                prepared.position().text(),
                prepared.snapshot().now(),
                phase,
                scans,
                prepared.start().origin());
    }

    private void clearTheWay() {
        List<Definition> away =
                control.get(session -> disturbances.remove(prepared.plan().names(), session));
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

    private void recall(Recall recall) {
        control.again(() -> Targets.read(
                prepared.setup().target(), workshop.listener(), reader -> recall.keys(target.catalog(), reader)));
    }

    private void fill(RunEntry entry) {
        List<UnitEntry> committed = control.get(ledger::units);
        UnitNames names = new UnitNames(prepared.plan(), committed.size());
        if (entry.phase() == RunPhase.COPY) {
            Set<String> done = committed.stream().map(UnitEntry::unit).collect(Collectors.toSet());
            List<Unit.Scan> scans = UnitJson.scans(entry.scans());
            phases.run(Phase.COPY, () -> hands.copy(scans, done, names));
            update(entry.at(RunPhase.TRAVERSE, entry.scans()));
        }
        phases.run(Phase.TRAVERSE, () -> {
            hands.traverse(names);
            renewal.ifPresent(Renewal::prune);
        });
        hands.rest();
        refuseIfChanged();
        update(entry.at(RunPhase.FINISH, entry.scans()));
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

    private void update(RunEntry entry) {
        control.run(session -> ledger.update(session, entry));
    }

    /** Several tables at the same time. */
    private void refreshStatistics() {
        Queue<TableName> tables = new ConcurrentLinkedQueue<>(prepared.plan().names());
        int threads = Math.min(prepared.setup().workers(), tables.size());
        Beside.each(Collections.nCopies(threads, () -> {
            for (TableName table = tables.poll(); table != null; table = tables.poll()) {
                target.refreshStatistics(List.of(table));
            }
        }));
    }

    private void finish() {
        schema.after();
        control.run(disturbances::restore);
        control.again(() -> target.advanceCounters(prepared.plan().names()));
        control.again(this::refreshStatistics);
        control.get(session -> target.refreshViews(prepared.plan().names())).forEach(workshop.listener()::warning);
        schema.foreignKeys();
    }
}
