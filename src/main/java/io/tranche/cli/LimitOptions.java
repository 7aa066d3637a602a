package io.tranche.cli;

import io.tranche.config.Durations;
import io.tranche.config.SourceLimits;
import io.tranche.error.Problems;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** How gently the source is read: the options of verbs that read rows from it. */
final class LimitOptions {
    @Option(
            names = "--max-rows-per-second",
            order = 30,
            paramLabel = "<n>",
            description = "Read no faster from the source, all workers together.")
    private Long rowsPerSecond;

    @Option(
            names = "--max-connections",
            order = 31,
            paramLabel = "<n>",
            description = "Open at most this many to each source, 5 at least.")
    private Integer connections;

    @Option(
            names = "--statement-timeout",
            order = 32,
            paramLabel = "<time>",
            description = "A statement on the source that takes longer, its rows included, ends the run. 30s, 10m, 2h.")
    private String statement;

    @Option(
            names = "--max-lag",
            order = 33,
            paramLabel = "<time>",
            description = "Pause while a server of --read lags further behind its primary.")
    private String lag;

    @Option(
            names = "--max-running",
            order = 34,
            paramLabel = "<n>",
            description = "Pause while a server of --read works on more statements, ours among them.")
    private Integer running;

    @Option(
            names = "--max-snapshot-age",
            order = 35,
            paramLabel = "<time>",
            description = "Warn when the moment that is read is older. Default: 1h.")
    private String snapshotAge;

    /** Those that were given. */
    SourceLimits limits() {
        return new SourceLimits(
                rowsPerSecond == null ? OptionalLong.empty() : OptionalLong.of(rowsPerSecond),
                connections == null ? OptionalInt.empty() : OptionalInt.of(connections),
                time(statement),
                time(lag),
                running == null ? OptionalInt.empty() : OptionalInt.of(running),
                time(snapshotAge));
    }

    private static Optional<Duration> time(String written) {
        return Optional.ofNullable(written).flatMap(Durations::parse);
    }

    void check(Problems problems) {
        atLeast(1, "--max-rows-per-second", rowsPerSecond, problems);
        atLeast(SourceLimits.FEWEST_CONNECTIONS, "--max-connections", connections, problems);
        atLeast(1, "--max-running", running, problems);
        isTime("--statement-timeout", statement, problems);
        isTime("--max-lag", lag, problems);
        isTime("--max-snapshot-age", snapshotAge, problems);
    }

    private static void atLeast(int least, String option, Number given, Problems problems) {
        if (given != null && given.longValue() < least) {
            problems.add("", option + " is " + given + ".", "It must be " + least + " or more.");
        }
    }

    private static void isTime(String option, String written, Problems problems) {
        if (written != null && Durations.parse(written).isEmpty()) {
            problems.add("", option + " is \"" + written + "\".", "Write " + Durations.FORM + ".");
        }
    }
}
