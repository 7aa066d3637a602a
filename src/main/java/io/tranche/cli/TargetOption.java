package io.tranche.cli;

import io.tranche.error.Problems;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is written to, or proved. */
final class TargetOption {
    @Option(
            names = {"-w", "--write"},
            order = 2,
            paramLabel = "<connection>",
            description = "The target: a connection's name in config.yml, or a URL.")
    private String write;

    Optional<String> write() {
        return Optional.ofNullable(write);
    }

    void want(Problems problems) {
        if (write == null) {
            problems.add(
                    "",
                    "--write is missing: the target database.",
                    "Give a connection's name in config.yml, or a URL.");
        }
    }
}
