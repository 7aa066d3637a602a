package io.tranche.bench;

import io.tranche.bench.Shell.Times;
import io.tranche.config.Address;
import io.tranche.config.Vendor;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Compares a whole {@code tranche schema} process with the vendor's dump tool into its client: 1,000 tables, 1,500 foreign
 * keys, 3,000 indexes. By turns; what is printed are medians, and their ratio.
 */
public final class SchemaBench {
    private static final int TABLES = 1000;
    private static final String SOURCE = "bench_schema";
    private static final String TARGET = "bench_schema_target";

    private SchemaBench() {}

    /** @param arguments rounds, then vendors */
    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        int rounds = Integer.parseInt(arguments[0]);
        for (String vendor : List.of(arguments).subList(1, arguments.length)) {
            measure(Vendor.valueOf(vendor.toUpperCase(Locale.ROOT)), rounds);
        }
        // the servers end with the process; their threads would keep it
        System.exit(0);
    }

    /** PostgreSQL in the version that an installed pg_dump reads. */
    private static void measure(Vendor vendor, int rounds) throws SQLException, IOException, InterruptedException {
        TestServer server = vendor == Vendor.POSTGRESQL ? Servers.dumpedPostgresql() : Servers.of(vendor);
        fill(server);
        List<Double> clones = new ArrayList<>();
        List<Double> dumps = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            server.createDatabase(TARGET);
            clones.add(clone(server).wall());
            requireWhole(server);
            server.createDatabase(TARGET);
            dumps.add(Shell.measure(dump(server), Map.of()).wall());
            requireWhole(server);
        }
        double clone = Measured.median(clones);
        double dump = Measured.median(dumps);
        System.out.printf(
                Locale.ROOT,
                "%-10s 1,000 tables, 1,500 foreign keys, 3,000 indexes | tranche schema %6.2f s | dump | client %6.2f s,"
                        + " ratio %.2f%n",
                vendor,
                clone,
                dump,
                clone / dump);
    }

    private static Times clone(TestServer server) throws IOException, InterruptedException {
        return Shell.measure(
                "scripts/tranche schema --read '%s' --write '%s' --foreign-keys --quiet"
                        .formatted(server.url(SOURCE), server.url(TARGET)),
                Map.of());
    }

    private static String dump(TestServer server) {
        Address address = server.config(SOURCE).addresses().get(0);
        String user = server.config(SOURCE).user().orElseThrow();
        if (server.vendor() == Vendor.POSTGRESQL) {
            String login = "-h %s -p %d -U %s ".formatted(address.host(), address.port(), user);
            return "pg_dump -s " + login + SOURCE + " | psql -q " + login + TARGET;
        }
        String login = "--no-defaults -h%s -P%d -u%s ".formatted(address.host(), address.port(), user);
        boolean mariadb = Shell.has("mariadb-dump");
        return (mariadb ? "mariadb-dump " : "mysqldump ") + login + "--no-data --routines --triggers --events " + SOURCE
                + " | " + (mariadb ? "mariadb " : "mysql ") + login + TARGET;
    }

    private static void fill(TestServer server) throws SQLException {
        server.createDatabase(SOURCE);
        try (Connection connection = server.connection(SOURCE);
                Statement statement = connection.createStatement()) {
            if (server.vendor() == Vendor.POSTGRESQL) {
                for (int table = 0; table < TABLES; table++) {
                    statement.execute(table(table, ""));
                }
                for (int table = 0; table < TABLES; table++) {
                    statement.execute(
                            "CREATE INDEX ON t%1$d (a, b); CREATE INDEX ON t%1$d (c); CREATE INDEX ON t%1$d (d, a)"
                                    .formatted(table));
                    statement.execute("ALTER TABLE t%d ADD %s".formatted(table, foreignKeys(table, ", ADD ")));
                }
            } else {
                statement.execute("SET SESSION foreign_key_checks = 0");
                for (int table = 0; table < TABLES; table++) {
                    statement.execute(
                            table(table, ", INDEX (a, b), INDEX (c), INDEX (d, a), " + foreignKeys(table, ", ")));
                }
            }
        }
    }

    private static String table(int table, String more) {
        return """
                CREATE TABLE t%d (id INT NOT NULL PRIMARY KEY, a INT NOT NULL, b VARCHAR(40), c INT, d VARCHAR(40) NOT NULL,
                  e TIMESTAMP NULL, f DECIMAL(12,2) DEFAULT 1.5, r0 INT, r1 INT%s)"""
                .formatted(table, more);
    }

    /** One of each other table, two of the rest. */
    private static String foreignKeys(int table, String separator) {
        return IntStream.rangeClosed(0, table % 2)
                .mapToObj(reference -> "CONSTRAINT f%1$d_%2$d FOREIGN KEY (r%2$d) REFERENCES t%3$d (id)"
                        .formatted(table, reference, (table * 7 + reference * 13 + 1) % TABLES))
                .collect(Collectors.joining(separator));
    }

    private static void requireWhole(TestServer server) throws SQLException {
        String schema = server.vendor() == Vendor.POSTGRESQL ? "'public'" : "DATABASE()";
        String found = server.value(
                TARGET,
                "SELECT COUNT(*) FROM information_schema.table_constraints WHERE constraint_type = 'FOREIGN KEY' AND"
                        + " table_schema = " + schema);
        if (!found.equals("1500")) {
            throw new IllegalStateException("the clone has " + found + " foreign keys");
        }
    }
}
