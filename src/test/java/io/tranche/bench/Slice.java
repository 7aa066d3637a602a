package io.tranche.bench;

import io.tranche.bench.Shell.Times;
import io.tranche.demo.DemoServer;
import io.tranche.testing.Relay;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;

/**
 * A whole {@code tranche slice} process, the start of its JVM included.
 *
 * @param folder where the rules are written
 * @param redis for workloads that keep their keys there
 */
record Slice(DemoServer server, Path folder, Optional<BenchRedis> redis) implements Rival {
    static final String JAVA_OPTIONS = System.getenv().getOrDefault("TRANCHE_JAVA_OPTS", "-Xmx256m");

    private static final long SLOW_BYTES_PER_SECOND = 10_000_000;

    @Override
    public String name() {
        return "tranche slice";
    }

    @Override
    public Times run(Workload workload, String target) throws IOException, SQLException, InterruptedException {
        return switch (workload.loading()) {
            case BULK -> slice(workload, target);
            case INSERT -> withoutBulkLoad(workload, target);
        };
    }

    private Times withoutBulkLoad(Workload workload, String target)
            throws IOException, SQLException, InterruptedException {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("SET GLOBAL local_infile = OFF");
            try {
                return slice(workload, target);
            } finally {
                statement.execute("SET GLOBAL local_infile = ON");
            }
        }
    }

    private Times slice(Workload workload, String target) throws IOException, InterruptedException {
        String source = server.url(workload.database());
        return switch (workload.link()) {
            case DIRECT -> slice(workload, source, target);
            case SLOW -> slowly(workload, source, target);
        };
    }

    private Times slowly(Workload workload, String source, String target) throws IOException, InterruptedException {
        int port = URI.create(source).getPort();
        try (Relay relay = Relay.slow(port, SLOW_BYTES_PER_SECOND)) {
            return slice(workload, source.replace(":" + port + "/", ":" + relay.port() + "/"), target);
        }
    }

    private Times slice(Workload workload, String source, String target) throws IOException, InterruptedException {
        Path rules = folder.resolve("schema.yml");
        Files.writeString(rules, workload.rules());
        Path config = folder.resolve("config.yml");
        Files.writeString(config, config(workload));
        String command =
                "scripts/tranche slice --config '%s' --read '%s' --write '%s' --schema-file '%s' --workers %d --copy-schema --quiet"
                        .formatted(config, source, server.url(target), rules, workload.workers());
        return Shell.measure(command, Map.of("TRANCHE_JAVA_OPTS", JAVA_OPTIONS));
    }

    private String config(Workload workload) {
        return switch (workload.keys()) {
            case PROCESS -> "{}\n";
            case REDIS -> redis.orElseThrow().config();
        };
    }
}
