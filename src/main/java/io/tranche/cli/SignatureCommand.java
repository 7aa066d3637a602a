package io.tranche.cli;

import io.tranche.catalog.TableSelection;
import io.tranche.error.Problems;
import io.tranche.run.SignatureRequest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "signature",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        sortOptions = false,
        customSynopsis = "tranche signature --read <connection> [<options>]",
        description = {
            "Prints how far the server's changes have come, whether that proves that nothing has changed, and what each table"
                    + " holds, as a row count and a sum of row hashes.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  tranche signature --read prod",
            "  tranche signature --read prod --tables orders,'user_*'"
        })
final class SignatureCommand extends Verb {
    private final Runs runs;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = {"-t", "--tables", "--include"},
            order = 5,
            paramLabel = "<table>",
            split = ",",
            description = "Only these tables: names, globs like 'user_*', or patterns like '/^user_[0-9]+$/'.")
    private List<String> include = new ArrayList<>();

    @Option(names = "--exclude", order = 6, paramLabel = "<table>", split = ",", description = "Not these tables.")
    private List<String> exclude = new ArrayList<>();

    SignatureCommand(Terminal terminal, Runs runs) {
        super(terminal);
        this.runs = runs;
    }

    @Override
    int work(Session session) {
        session.finish("signature", runs.signature(request(), session.surroundings()));
        return ExitCode.DONE;
    }

    private SignatureRequest request() {
        Problems problems = new Problems();
        common.wantRead(problems);
        common.check(problems);
        problems.refuseIfAny();
        return new SignatureRequest(
                common.read(),
                common.config(),
                new TableSelection(CommonOptions.names(include), CommonOptions.names(exclude)),
                common.set(),
                common.workers());
    }
}
