package io.tranche.cli;

import io.tranche.error.Problems;
import io.tranche.report.VerifyReport;
import io.tranche.report.VerifyReportText;
import io.tranche.run.VerifyRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        sortOptions = false,
        customSynopsis = "tranche verify --write <connection> [--read <connection>] [<options>]",
        description = {
            "Proves from its own rows that the target has no orphans; with --read, that they are the source's own and that every"
                    + " row equals the source's. Writes nothing.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  tranche verify --write dev",
            "  tranche verify --write dev --read prod",
            "  tranche verify --write dev --read prod --schema-file small.yml --tables orders"
        })
final class VerifyCommand extends Verb {
    private final Runs runs;

    @Mixin
    private TargetOption target = new TargetOption();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Mixin
    private LimitOptions limits = new LimitOptions();

    VerifyCommand(Terminal terminal, Runs runs) {
        super(terminal);
        this.runs = runs;
    }

    @Override
    int work(Session session) {
        VerifyReport report = runs.verify(request(), session.surroundings());
        session.finish(report, () -> VerifyReportText.of(report));
        return report.hasFaults() ? ExitCode.DIFFERENCES : ExitCode.DONE;
    }

    private VerifyRequest request() {
        Problems problems = new Problems();
        target.want(problems);
        common.check(problems);
        limits.check(problems);
        problems.refuseIfAny();
        return new VerifyRequest(
                target.write().orElseThrow(),
                common.read(),
                common.config(),
                source.givenSchemaFile(),
                source.tables(),
                common.set(),
                common.workers(),
                limits.limits());
    }
}
