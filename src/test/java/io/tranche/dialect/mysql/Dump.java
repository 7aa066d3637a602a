package io.tranche.dialect.mysql;

import io.tranche.config.Address;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The vendor's own dump of a database's structure, but for definers, counters and the database's name. */
final class Dump {
    private static final List<String> CLIENTS = List.of("mariadb-dump", "mysqldump");

    private Dump() {}

    /** The dump program of this machine, if it has one. */
    static Optional<Path> client() {
        List<Path> folders =
                Stream.of(System.getenv("PATH").split(":")).map(Path::of).toList();
        return CLIENTS.stream()
                .flatMap(client -> folders.stream().map(folder -> folder.resolve(client)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static String of(Path client, TestServer server, String database) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(client, server, database))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        if (process.waitFor() != 0) {
            throw new IOException(client + " failed on " + database);
        }
        return text.replace("`" + database + "`", "`(database)`")
                .replace("`(database)`.", "")
                .replaceAll(" AUTO_INCREMENT=\\d+", "")
                .replaceAll("DEFINER=[`\"][^`\"]*[`\"](@[`\"][^`\"]*[`\"])? ?", "");
    }

    /** Without the lines of foreign keys, and the commas before them. */
    static String withoutForeignKeys(String dump) {
        return dump.replaceAll(",\n  CONSTRAINT `[^\n]*` FOREIGN KEY \\([^\n]*?(?=,?\n)", "");
    }

    private static List<String> command(Path client, TestServer server, String database) {
        Address address = server.config(database).addresses().get(0);
        List<String> command = new ArrayList<>(List.of(
                client.toString(),
                "--no-defaults",
                "--host=" + address.host(),
                "--port=" + address.port(),
                "--user=" + server.config(database).user().orElseThrow(),
                "--no-data",
                "--routines",
                "--events",
                "--triggers",
                "--skip-comments"));
        password(server).ifPresent(password -> command.add("--password=" + password));
        command.add(database);
        return command;
    }

    private static Optional<String> password(TestServer server) {
        String query = URI.create(server.url("").substring("jdbc:".length())).getQuery();
        return Stream.of(query.split("&"))
                .filter(part -> part.startsWith("password="))
                .map(part -> part.substring("password=".length()))
                .findFirst();
    }
}
