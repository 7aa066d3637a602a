package io.tranche.proof.schema.random;

import io.tranche.config.Vendor;
import io.tranche.proof.random.Dice;
import io.tranche.proof.schema.Cloning;
import io.tranche.report.SchemaReport;
import io.tranche.run.SchemaRequest.Existing;
import io.tranche.schema.Difference;
import io.tranche.testing.Dump;
import io.tranche.testing.Program;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Makes a database of statements, clones it, and tells in which ways the clone is not the source. */
final class SchemaTrial {
    private static final String SOURCE = "random_schema";
    private static final String CLONE = "random_clone";
    private static final String[] WITHOUT_RIGHTS = {"--no-owner", "--no-privileges"};

    private final TestServer server;
    private final Optional<Dump> dump;
    private final Path folder;
    private final List<Refused> refused = new ArrayList<>();

    SchemaTrial(TestServer server, Path folder) throws SQLException, IOException, InterruptedException {
        this.server = server;
        this.dump = Dump.of(server);
        this.folder = folder;
    }

    /** What the server did not take of the last statements. */
    List<Refused> refused() {
        return List.copyOf(refused);
    }

    /** Empty if the clone is as it should be, with and without foreign keys, directly and through a script. */
    List<String> faults(List<String> statements) throws SQLException, IOException, InterruptedException {
        load(statements);
        List<String> faults = new ArrayList<>();
        String source = print(SOURCE);
        server.createDatabase(CLONE);
        check(Cloning.of(server, SOURCE, CLONE), "the clone", faults);
        compare(dump.map(tool -> tool.withoutForeignKeys(source)).orElse(source), print(CLONE), "the clone", faults);
        check(
                Cloning.of(server, SOURCE, CLONE).withForeignKeys().existing(Existing.REPLACE),
                "the clone with foreign keys",
                faults);
        compare(source, print(CLONE), "the clone with foreign keys", faults);
        for (Difference difference : Cloning.of(server, SOURCE, CLONE)
                .withForeignKeys()
                .differences()
                .differences()) {
            faults.add("a difference that there is not: " + difference);
        }
        if (faults.isEmpty()) {
            mutate(new Dice(new Random(statements.hashCode())), faults);
            script(source, faults);
        }
        return faults;
    }

    /** A change of one object is told, by its name. */
    private void mutate(Dice dice, List<String> faults) throws SQLException {
        Optional<Mutation> mutation = Mutation.of(server, CLONE, dice);
        if (mutation.isEmpty()) {
            return;
        }
        try {
            server.execute(CLONE, mutation.get().statement());
        } catch (SQLException e) {
            // another object does not let it happen
            return;
        }
        List<Difference> found = Cloning.of(server, SOURCE, CLONE)
                .withForeignKeys()
                .differences()
                .differences();
        if (found.stream()
                .noneMatch(difference ->
                        difference.object().contains(mutation.get().object()))) {
            faults.add("a difference that is not told: " + mutation.get() + ", but " + found);
        }
    }

    private void load(List<String> statements) throws SQLException {
        refused.clear();
        server.createDatabase(SOURCE);
        try (Connection connection = server.connection(SOURCE);
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                try {
                    statement.execute(sql);
                } catch (SQLException e) {
                    refused.add(new Refused(sql, e.getMessage()));
                }
            }
        }
    }

    private static void check(Cloning cloning, String what, List<String> faults) {
        SchemaReport report = cloning.run();
        report.refused().forEach(refusal -> faults.add(what + " lacks " + refusal));
        report.leftOut().forEach(left -> faults.add(what + " is told to lack " + left));
        if (!report.refused().isEmpty()) {
            cloning.warnings().forEach(faults::add);
        }
    }

    private void script(String source, List<String> faults) throws SQLException, IOException, InterruptedException {
        Optional<Program> client =
                server.vendor() == Vendor.POSTGRESQL ? Program.find("psql") : Program.find("mariadb", "mysql");
        if (client.isEmpty()) {
            return;
        }
        Path file = folder.resolve("random.sql");
        Cloning.intoFile(server, SOURCE, file).withForeignKeys().run();
        server.createDatabase(CLONE);
        try (InputStream script = Files.newInputStream(file)) {
            if (server.vendor() == Vendor.POSTGRESQL) {
                client.get().run(server, CLONE, script, "--quiet", "--set=ON_ERROR_STOP=1", "--dbname");
            } else {
                client.get().run(server, CLONE, script, "--comments", "--binary-mode");
            }
        } catch (IOException e) {
            faults.add("the script does not run: " + e.getMessage());
        }
        compare(source, print(CLONE), "the script's clone", faults);
    }

    private String print(String database) throws SQLException, IOException, InterruptedException {
        return dump.isPresent()
                ? dump.get().print(database, server.vendor() == Vendor.POSTGRESQL ? WITHOUT_RIGHTS : new String[0])
                : "";
    }

    /** The first lines that differ. */
    private static void compare(String source, String clone, String what, List<String> faults) {
        if (source.equals(clone)) {
            return;
        }
        List<String> ours = List.of(source.split("\n", -1));
        List<String> theirs = List.of(clone.split("\n", -1));
        int at = 0;
        while (at < Math.min(ours.size(), theirs.size()) && ours.get(at).equals(theirs.get(at))) {
            at++;
        }
        faults.add(what + " dumps otherwise:\n" + around(ours, at) + "\n--- instead of which there is\n"
                + around(theirs, at));
    }

    private static String around(List<String> lines, int at) {
        return String.join("\n", lines.subList(Math.max(0, at - 6), Math.min(lines.size(), at + 3)));
    }
}
