package io.tranche.run;

import io.tranche.catalog.TableName;
import io.tranche.dialect.KeyRange.By;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.Target;
import io.tranche.dialect.TargetSession;
import io.tranche.error.Refusal;
import io.tranche.ledger.Ledger;
import io.tranche.ledger.RunEntry;
import io.tranche.ledger.UnitEntry;
import io.tranche.plan.Unit;
import io.tranche.progress.Listener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A run that was stopped, as the target remembers it. */
final class Earlier {
    private static final int SHOWN = 5;

    private Earlier() {}

    static Optional<RunEntry> find(Target target) {
        try (TargetSession session = target.session()) {
            return new Ledger(target).find(session);
        }
    }

    /** The run that the request goes on with, if it asks for that. */
    static Optional<RunEntry> resumed(SliceRequest request, Target target) {
        if (!request.flags().resume()) {
            return Optional.empty();
        }
        Optional<RunEntry> earlier = find(target);
        if (earlier.isEmpty()) {
            throw new Refusal(
                    "--continue",
                    "The target remembers no run that was stopped.",
                    "Leave `--continue` out to begin one.");
        }
        return earlier;
    }

    /**
     * Tables that were read by the places of their rows, and not to the end. Where rows lie changes with the source: a row that
     * was behind what is read may be before it by now. So they are read again; what is there already is not written twice.
     */
    static Set<TableName> halfRead(RunEntry earlier, List<UnitEntry> committed) {
        Set<String> done = committed.stream().map(UnitEntry::unit).collect(Collectors.toSet());
        return UnitJson.scans(earlier.scans()).stream()
                .filter(scan ->
                        scan.range().filter(range -> range.by() == By.PLACE).isPresent())
                .collect(Collectors.groupingBy(
                        Unit.Scan::table, Collectors.partitioningBy(scan -> done.contains(scan.id()))))
                .entrySet()
                .stream()
                .filter(table -> table.getValue().values().stream().noneMatch(List::isEmpty))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    static Set<TableName> halfRead(RunEntry earlier, Target target) {
        try (TargetSession session = target.session()) {
            return halfRead(earlier, new Ledger(target).units(session));
        }
    }

    static void refuseOther(RunEntry earlier, RunFacts facts) {
        if (earlier.fingerprint().equals(facts.fingerprint())) {
            return;
        }
        List<String> before = earlier.description().stream()
                .filter(line -> !facts.lines().contains(line))
                .limit(SHOWN)
                .toList();
        List<String> now = facts.lines().stream()
                .filter(line -> !earlier.description().contains(line))
                .limit(SHOWN)
                .toList();
        throw new Refusal(
                "--continue",
                "The run that was stopped was another one. Then: " + before + ". Now: " + now + ".",
                "Use the same rules, tables and connections, or begin again with `--overwrite`.");
    }

    /** Whether the source may hold something else than when the run began. */
    static boolean hasMoved(RunEntry earlier, Snapshot snapshot) {
        return !earlier.position().isEmpty() && !earlier.position().equals(snapshot.position());
    }

    static void warnIfMoved(RunEntry earlier, Snapshot snapshot, Listener listener) {
        if (hasMoved(earlier, snapshot)) {
            listener.warning("The source has moved on since the run was stopped (" + earlier.position() + " then, "
                    + snapshot.position() + " now): rows copied before and after may be of two moments.");
        }
    }
}
