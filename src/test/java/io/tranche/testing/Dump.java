package io.tranche.testing;

import io.tranche.config.Vendor;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The vendor's own dump of a database's structure. Of what it prints nothing is left out but the database's name, DEFINER
 * clauses, AUTO_INCREMENT counters, and, where asked for, the foreign keys.
 */
public final class Dump {
    private static final String ENTRY = "(?m)^(?=--\n-- (?:Name: |PostgreSQL database dump complete))";
    private static final Pattern FOREIGN_KEY =
            Pattern.compile("(?s)\nALTER TABLE (?:ONLY )?(.*?)\n    ADD CONSTRAINT (.*) FOREIGN KEY \\(");

    private final Program program;
    private final TestServer server;

    private Dump(Program program, TestServer server) {
        this.program = program;
        this.server = server;
    }

    /** The dump program of this machine, if it has one that reads the server; a loud line if not. */
    public static Optional<Dump> of(TestServer server) throws SQLException, IOException, InterruptedException {
        if (server.vendor() != Vendor.POSTGRESQL) {
            return Program.find("mariadb-dump", "mysqldump").map(program -> new Dump(program, server));
        }
        Optional<Program> program = Program.find("pg_dump");
        if (program.isPresent() && program.get().majorVersion() < major(server)) {
            System.err.println(
                    "\n##### SKIPPED: comparing dumps, this machine's pg_dump is too old for " + major(server) + "\n");
            return Optional.empty();
        }
        return program.map(found -> new Dump(found, server));
    }

    private static int major(TestServer server) throws SQLException {
        return Integer.parseInt(server.value("", "SHOW server_version_num")) / 10000;
    }

    /** @param more options of {@code pg_dump} */
    public String print(String database, String... more) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of(more));
        if (server.vendor() == Vendor.POSTGRESQL) {
            options.add("--schema-only");
            // a key of each dump's own
            return program.run(server, database, options.toArray(String[]::new))
                    .replaceAll("(?m)^\\\\(un)?restrict .*\n", "");
        }
        options.addAll(List.of("--no-data", "--routines", "--events", "--triggers", "--skip-comments"));
        return program.run(server, database, options.toArray(String[]::new))
                .replace("`" + database + "`", "`(database)`")
                .replace("`(database)`.", "")
                .replaceAll(" AUTO_INCREMENT=\\d+", "")
                .replaceAll("DEFINER=[`\"][^`\"]*[`\"](@[`\"][^`\"]*[`\"])? ?", "");
    }

    /** A dump as one of a database without foreign keys: without their lines and their comments. */
    public String withoutForeignKeys(String dump) {
        if (server.vendor() != Vendor.POSTGRESQL) {
            return dump.replaceAll(",\n  CONSTRAINT `[^\n]*` FOREIGN KEY \\([^\n]*?(?=,?\n)", "");
        }
        Set<String> comments = new HashSet<>();
        StringBuilder rest = new StringBuilder();
        for (String entry : dump.split(ENTRY)) {
            Matcher key = FOREIGN_KEY.matcher(entry);
            if (entry.startsWith("--\n-- Name: ") && entry.contains("; Type: FK CONSTRAINT; ") && key.find()) {
                comments.add("\nCOMMENT ON CONSTRAINT " + key.group(2) + " ON " + key.group(1) + " IS ");
            } else if (comments.stream().noneMatch(entry::contains)) {
                rest.append(entry);
            }
        }
        return rest.toString();
    }
}
