package io.tranche.proof.schema;

import io.tranche.config.Address;
import io.tranche.config.ConnectionConfig;
import io.tranche.config.Secret;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program of the database's vendor that is installed on this machine. */
record Program(Path path) {
    /** The first of these that is there; a loud line if none is. */
    static Optional<Program> find(String... names) {
        List<Path> folders =
                Stream.of(System.getenv("PATH").split(":")).map(Path::of).toList();
        Optional<Program> found = Stream.of(names)
                .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .map(Program::new)
                .findFirst();
        if (found.isEmpty()) {
            System.err.println("\n##### SKIPPED: a comparison, none of " + List.of(names) + " is installed\n");
        }
        return found;
    }

    /** What it prints, told in its own way where the database is. */
    String run(TestServer server, String database, InputStream input, String... options)
            throws IOException, InterruptedException {
        ConnectionConfig config = server.config(database);
        Address address = config.addresses().get(0);
        List<String> command = new ArrayList<>(List.of(path.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        String password = config.password().map(Secret::value).orElse("");
        switch (server.vendor()) {
            case MARIADB, MYSQL -> {
                command.addAll(List.of(
                        "--no-defaults",
                        "--host=" + address.host(),
                        "--port=" + address.port(),
                        "--user=" + config.user().orElseThrow()));
                builder.environment().put("MYSQL_PWD", password);
            }
            case POSTGRESQL -> {
                command.addAll(List.of(
                        "--host=" + address.host(),
                        "--port=" + address.port(),
                        "--username=" + config.user().orElseThrow()));
                builder.environment().put("PGPASSWORD", password);
            }
        }
        command.addAll(List.of(options));
        command.add(database);
        Path out = Files.createTempFile("tranche-test", ".txt");
        Path err = Files.createTempFile("tranche-test", ".err");
        try {
            Process process = builder.command(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try (var stdin = process.getOutputStream()) {
                input.transferTo(stdin);
            }
            if (process.waitFor() != 0) {
                throw new IOException(path + " failed on " + database + ": " + Files.readString(err));
            }
            return Files.readString(out, StandardCharsets.ISO_8859_1);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    String run(TestServer server, String database, String... options) throws IOException, InterruptedException {
        return run(server, database, InputStream.nullInputStream(), options);
    }
}
