package io.tranche.run;

import io.tranche.catalog.TableName;
import io.tranche.config.SyncRules;
import io.tranche.dialect.Dialect.ReferenceChecks;
import io.tranche.diff.Scratch;
import io.tranche.report.SyncReport;
import io.tranche.sync.Counts;
import io.tranche.sync.SyncOptions;
import io.tranche.sync.SyncOptions.Keyless;
import io.tranche.sync.TableOutcome;
import java.util.List;

/** What {@code diff} and {@code sync} have in common: from configuration to options, from outcomes to reports. */
final class SyncSettings {
    private SyncSettings() {}

    static SyncOptions options(
            SyncRules rules, SyncOptions.Purpose purpose, ReferenceChecks references, Scratch scratch) {
        return new SyncOptions(
                SyncOptions.USUAL_BATCH,
                switch (rules.keyless()) {
                    case COMPARE -> Keyless.COMPARED;
                    case SKIP -> Keyless.SKIPPED;
                },
                purpose,
                references,
                scratch);
    }

    static SyncReport.Line line(TableOutcome outcome, long left) {
        Counts counts = outcome.counts();
        return new SyncReport.Line(
                outcome.display(),
                outcome.strategy(),
                counts.equal(),
                counts.inserted(),
                counts.deleted(),
                counts.updated(),
                left,
                outcome.note(),
                outcome.error());
    }

    /** Names alone: {@code tranche schema --diff} shows how they differ. */
    static List<String> structure(StructureRepair repair, List<TableName> common) {
        return repair.differences(common).stream()
                .map(difference -> "structure differs: " + difference.object())
                .toList();
    }
}
