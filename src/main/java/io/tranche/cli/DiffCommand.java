package io.tranche.cli;

import io.tranche.report.SyncReport;
import io.tranche.report.SyncReportText;
import io.tranche.run.DifferenceOutput;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        sortOptions = false,
        customSynopsis = "tranche diff --read <connection> --write <connection> [<options>]",
        description = {
            "Tells which rows of two databases differ: per table, row by row, or as the statements that repair them. Only"
                    + " reads, on both sides, each in one snapshot. Exit code 1 if anything differs.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  tranche diff --read prod --write copy",
            "  tranche diff --read prod --write copy --tables orders,'user_*' --rows",
            "  tranche diff --read prod --write copy --exclude '/_log$/' --sql > repair.sql"
        })
final class DiffCommand extends Verb {
    private final Runs runs;

    @Mixin
    private ComparisonOptions comparison = new ComparisonOptions();

    DiffCommand(Terminal terminal, Runs runs) {
        super(terminal);
        this.runs = runs;
    }

    @Override
    int work(Session session) {
        SyncReport report = runs.diff(comparison.request(Set.of()), DifferenceOutput.NONE, session.surroundings());
        session.finish(report, () -> SyncReportText.of(report));
        return SyncExit.of(report);
    }
}
