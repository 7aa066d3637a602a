package io.tranche.testing;

import io.tranche.config.Address;
import io.tranche.config.ConnectionConfig;
import io.tranche.config.Secret;
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
public record Program(Path path) {
    /** The first of these that is there; a loud line if none is. */
    public static Optional<Program> find(String... names) {
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
    public String run(TestServer server, String database, InputStream input, String... options)
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

    public String run(TestServer server, String database, String... options) throws IOException, InterruptedException {
        return run(server, database, InputStream.nullInputStream(), options);
    }

    /** {@code 15} of {@code pg_dump (PostgreSQL) 15.6 (Debian …)}. */
    int majorVersion() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(path.toString(), "--version").start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return Integer.parseInt(said.replaceAll("(?s)^\\D*(\\d+).*", "$1"));
    }
}
