package io.tranche.cli;

import io.tranche.config.DurationText;
import io.tranche.error.Problems;
import io.tranche.run.SyncRequest;
import io.tranche.run.WatchRequest;
import io.tranche.run.WatchRequest.Endpoint;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        sortOptions = false,
        customSynopsis = "tranche watch --read <connection> --write <connection> [<options>]",
        description = {
            "Keeps a database like its source: syncs again and again, and looks only as long as nothing has changed. Ends with"
                    + " Ctrl-C.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  tranche watch --read prod --write copy --interval 5s",
            "  tranche watch --read prod --write copy --tables 'shop_*' --metrics-port 9187"
        })
final class WatchCommand extends Verb {
    private static final int MOST_PORT = 65_535;

    private final Runs runs;

    @Mixin
    private ComparisonOptions comparison = new ComparisonOptions();

    @Option(
            names = "--interval",
            order = 10,
            paramLabel = "<time>",
            description = "The pause between two rounds: 500ms, 5s (default), 2m.")
    private String interval = "5s";

    @Option(
            names = "--metrics-port",
            order = 11,
            paramLabel = "<port>",
            description = "Answer Prometheus there, under /metrics.")
    private Integer metricsPort;

    @Option(
            names = "--metrics-host",
            order = 12,
            paramLabel = "<address>",
            description = "The address to listen on. Default: 127.0.0.1, for this machine alone.")
    private String metricsHost = "127.0.0.1";

    WatchCommand(Terminal terminal, Runs runs) {
        super(terminal);
        this.runs = runs;
    }

    @Override
    int work(Session session) {
        runs.watch(request(), session.surroundings());
        return ExitCode.DONE;
    }

    private WatchRequest request() {
        Problems problems = new Problems();
        Optional<Duration> pause = DurationText.parse(interval);
        if (pause.isEmpty()) {
            problems.add("", "--interval is " + interval + ".", "It must be " + DurationText.WANTED + ".");
        }
        if (metricsPort != null && (metricsPort < 0 || metricsPort > MOST_PORT)) {
            problems.add("", "--metrics-port is " + metricsPort + ".", "A port is at most " + MOST_PORT + ".");
        }
        problems.refuseIfAny();
        SyncRequest sync = comparison.request(Set.of());
        return new WatchRequest(
                sync,
                pause.orElseThrow(),
                Optional.ofNullable(metricsPort).map(port -> new Endpoint(metricsHost, port)));
    }

    @Override
    String howToGoOn() {
        return "What was committed stays; start it again at any time.";
    }
}
