package io.tranche.cli;

import io.tranche.dialect.Consistency;
import io.tranche.error.Problems;
import io.tranche.report.SliceReport;
import io.tranche.report.SliceReportText;
import io.tranche.run.SliceRequest;
import io.tranche.run.SliceRequest.Resume;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "slice",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        sortOptions = false,
        customSynopsis = "tranche slice --read <connection> --write <connection> [<options>]",
        description = {
            "Copies the rows that schema.yml chooses, and every row that they refer to, into another database.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  tranche slice --read prod --write dev",
            "  tranche slice --read prod --write dev --copy-schema --foreign-keys",
            "  tranche slice --read 'mysql://reader:$${PW}@db.example.com/shop' \\",
            "                --write mysql://root@localhost/dev --schema-file small.yml",
            "  tranche slice --read prod,replica2 --write dev --continue",
            "  tranche slice --read prod --write dev --schema-file more.yml --continue=extend",
            "  tranche slice --read prod --write dev --dry-run"
        })
final class SliceCommand extends Verb {
    private final Runs runs;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Mixin
    private TargetOption target = new TargetOption();

    @Option(names = "--copy-schema", order = 10, description = "Create the tables first.")
    private boolean copySchema;

    @Option(names = "--foreign-keys", order = 11, description = "Put the foreign keys on the target at the end.")
    private boolean foreignKeys;

    @Option(names = "--overwrite", order = 12, description = "Empty target tables that hold rows, without asking.")
    private boolean overwrite;

    @Option(
            names = {"-c", "--continue"},
            order = 13,
            arity = "0..1",
            fallbackValue = "CONTINUE",
            paramLabel = "extend",
            description = {
                "Go on with a run that was stopped. Where the source has changed since, what was committed is",
                "compared with it, so that all is of one moment. With =extend: leave the rows of the target, of a",
                "whole slice or a stopped one, as they are, and add those that the rules choose now."
            })
    private Resume resume = Resume.NONE;

    @Option(names = "--dry-run", order = 14, description = "Print what would be done, and do nothing.")
    private boolean dryRun;

    @Option(
            names = "--consistency",
            order = 15,
            paramLabel = "<how>",
            description = "snapshot: all of one moment (default); none: each reader as it is.")
    private Consistency consistency = Consistency.SNAPSHOT;

    @Option(names = "--keep-ledger", order = 16, description = "Leave the run's own tables (tranche_*) in the target.")
    private boolean keepLedger;

    SliceCommand(Terminal terminal, Runs runs) {
        super(terminal);
        this.runs = runs;
    }

    @Override
    int work(Session session) {
        SliceRequest request = request();
        if (dryRun) {
            session.finish("plan", runs.plan(request, session.surroundings()));
            return ExitCode.DONE;
        }
        SliceReport report = runs.slice(request, session.surroundings());
        session.finish(report, () -> SliceReportText.of(report));
        return report.hasOwnOrphans() ? ExitCode.DIFFERENCES : ExitCode.DONE;
    }

    private SliceRequest request() {
        Problems problems = new Problems();
        common.wantRead(problems);
        target.want(problems);
        common.check(problems);
        limits.check(problems);
        if (resume == Resume.EXTEND && (overwrite || copySchema)) {
            problems.add(
                    "--continue=extend",
                    "It keeps what is in the target, which " + (overwrite ? "--overwrite" : "--copy-schema")
                            + " would remove.",
                    "Leave one of them out.");
        }
        problems.refuseIfAny();
        return new SliceRequest(
                common.read(),
                target.write(),
                common.config(),
                source.schemaFile(),
                source.tables(),
                common.set(),
                common.workers(),
                limits.limits(),
                new SliceRequest.Flags(
                        copySchema,
                        foreignKeys,
                        overwrite,
                        resume,
                        dryRun,
                        keepLedger,
                        consistency == Consistency.NONE));
    }

    @Override
    String howToGoOn() {
        return dryRun ? "" : "What was committed stays. To go on: the same command with --continue.";
    }
}
