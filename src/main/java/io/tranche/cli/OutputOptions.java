package io.tranche.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How much is shown, and where. */
final class OutputOptions {
    /** One of these, or none. */
    static final class Amount {
        @Option(
                names = {"-q", "--quiet"},
                order = 30,
                description = "Show warnings and failures only.")
        boolean quiet;

        @Option(names = "--json", order = 31, description = "Print events and the report as one JSON object a line.")
        boolean json;

        @Option(
                names = {"-v", "--verbose"},
                order = 32,
                description = "Show decisions and statements as well.")
        boolean verbose;
    }

    @ArgGroup(exclusive = true)
    private Amount amount = new Amount();

    @Option(
            names = "--log-file",
            order = 33,
            paramLabel = "<file>",
            description = "Write everything to this file as well, with times. Only you can read it.")
    private Path logFile;

    boolean quiet() {
        return amount.quiet;
    }

    boolean json() {
        return amount.json;
    }

    boolean verbose() {
        return amount.verbose;
    }

    Optional<Path> logFile() {
        return Optional.ofNullable(logFile);
    }
}
