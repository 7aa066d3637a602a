package io.tranche.cli;

import io.tranche.report.SyncReport;
import io.tranche.report.SyncReportText;
import io.tranche.run.SyncRequest;
import io.tranche.run.SyncRequest.Flag;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sync",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        sortOptions = false,
        customSynopsis = "tranche sync --read <connection> --write <connection> [<options>]",
        description = {
            "Makes the tables of the target equal to the source's: creates those that are missing, and inserts, updates and"
                    + " deletes the rows that differ, and no others. The source is only read, in one snapshot.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  tranche sync --read prod --write copy --dry-run",
            "  tranche sync --read prod --write copy --exclude 'audit_*' --verify",
            "  tranche sync --read prod --write copy --tables orders --method hash"
        })
final class SyncCommand extends Verb {
    private final Runs runs;

    @Mixin
    private ComparisonOptions comparison = new ComparisonOptions();

    @Option(names = "--dry-run", order = 10, description = "Tell what each table's strategy would do, and do nothing.")
    private boolean dryRun;

    @Option(names = "--verify", order = 11, description = "Read both sides again after the repair.")
    private boolean verify;

    @Option(names = "--drop-extra", order = 12, description = "Drop tables that the source does not have.")
    private boolean dropExtra;

    @Option(
            names = "--recreate",
            order = 13,
            description = "Drop tables whose structure differs from the source's, and copy them anew.")
    private boolean recreate;

    @Option(
            names = "--foreign-key-checks",
            order = 14,
            description =
                    "Have the target's foreign keys looked at while rows are written, and afterwards between tables that"
                            + " refer to each other in a circle. Slower; on PostgreSQL its triggers act too.")
    private boolean foreignKeyChecks;

    SyncCommand(Terminal terminal, Runs runs) {
        super(terminal);
        this.runs = runs;
    }

    @Override
    int work(Session session) {
        SyncRequest request = comparison.request(flags());
        SyncReport report = StatementsToFile.around(
                request,
                session.surroundings(),
                around -> dryRun ? runs.rehearse(request, around) : runs.sync(request, around));
        session.finish(report, () -> SyncReportText.of(report));
        return SyncExit.of(report);
    }

    @Override
    String howToGoOn() {
        return "What was committed stays; run it again.";
    }

    private Set<Flag> flags() {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (verify) {
            flags.add(Flag.VERIFY);
        }
        if (dropExtra) {
            flags.add(Flag.DROP_EXTRA);
        }
        if (foreignKeyChecks) {
            flags.add(Flag.CHECK_REFERENCES);
        }
        if (recreate) {
            flags.add(Flag.RECREATE);
        }
        return flags;
    }
}
