package io.tranche.cli;

import io.tranche.error.Problems;
import io.tranche.run.SliceRequest;
import io.tranche.run.SliceRequest.Resume;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        sortOptions = false,
        customSynopsis = "tranche plan --read <connection> [<options>]",
        description = {"Prints what a slice would read, in which order, and why. Writes nothing.", ""},
        footer = {
            "",
            "Examples:",
            "  tranche plan --read prod",
            "  tranche plan --read prod --schema-file small.yml --tables orders,customers",
            "  tranche plan --read postgres://me@localhost/shop"
        })
final class PlanCommand extends Verb {
    private final Runs runs;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private SourceOptions source = new SourceOptions();

    PlanCommand(Terminal terminal, Runs runs) {
        super(terminal);
        this.runs = runs;
    }

    @Override
    int work(Session session) {
        session.finish("plan", runs.plan(request(), session.surroundings()));
        return ExitCode.DONE;
    }

    private SliceRequest request() {
        Problems problems = new Problems();
        common.wantRead(problems);
        common.check(problems);
        problems.refuseIfAny();
        return new SliceRequest(
                common.read(),
                Optional.empty(),
                common.config(),
                source.schemaFile(),
                source.tables(),
                common.set(),
                common.workers(),
                new SliceRequest.Flags(false, false, false, Resume.NONE, true, false, false));
    }
}
