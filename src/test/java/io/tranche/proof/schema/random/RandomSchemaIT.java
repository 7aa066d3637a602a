package io.tranche.proof.schema.random;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.tranche.config.Vendor;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random schemas are cloned so that the vendor's dump sees no difference.
 *
 * <p>{@code -Dtranche.schema.cases=n} clones n schemas a server, {@code -Dtranche.schema.minutes=n} as many as fit, from {@code
 * -Dtranche.schema.seed=s} on. A failure prints its seed and the statements that still fail.
 */
class RandomSchemaIT {
    private static final int CASES = Integer.getInteger("tranche.schema.cases", 5);
    private static final int MINUTES = Integer.getInteger("tranche.schema.minutes", 0);
    private static final long SEED = Long.getLong("tranche.schema.seed", 1);

    /** More than this, and the statements are not what they are meant to be. */
    private static final int REFUSED_PERCENT = 25;

    @TempDir
    Path folder;

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL})
    void theCloneDumpsAsItsSource(TestServer server) throws Exception {
        clonesDumpAsTheirSources(server);
    }

    /** In the version that an installed pg_dump reads. */
    @Test
    void theCloneDumpsAsItsSourceOnPostgreSql() throws Exception {
        clonesDumpAsTheirSources(Servers.dumpedPostgresql());
    }

    private void clonesDumpAsTheirSources(TestServer server) throws Exception {
        SchemaTrial trial = new SchemaTrial(server, folder);
        Instant end = Instant.now().plus(Duration.ofMinutes(MINUTES));
        long seed = SEED;
        int made = 0;
        int refused = 0;
        while (MINUTES > 0 ? Instant.now().isBefore(end) : seed < SEED + CASES) {
            List<String> statements = RandomSchema.of(seed, server);
            List<String> faults = trial.faults(statements);
            made += statements.size();
            refused += trial.refused().size();
            if (!faults.isEmpty()) {
                fail(report(seed, server, trial, statements, faults));
            }
            seed++;
        }
        System.out.println(server + ": " + (seed - SEED) + " random schemas from seed " + SEED + " on, " + made
                + " statements, of which the server refused " + refused);
        assertTrue(refused * 100 < made * REFUSED_PERCENT, refused + " of " + made + " statements were refused");
    }

    private static String report(
            long seed, TestServer server, SchemaTrial trial, List<String> statements, List<String> faults)
            throws Exception {
        String first = faults.get(0).lines().findFirst().orElse("");
        List<String> fewer = new FewerStatements(
                        some -> trial.faults(some).stream().anyMatch(fault -> fault.startsWith(first)))
                .of(statements);
        return "seed " + seed + " on " + server + ": " + faults.size() + " faults\nAgain: -Dtranche.schema.seed=" + seed
                + " -Dtranche.schema.cases=1\n" + String.join(";\n", fewer) + "\n"
                + trial.faults(fewer).stream().collect(Collectors.joining("\n"));
    }
}
