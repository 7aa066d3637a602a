package io.tranche.proof.random;

import static org.junit.jupiter.api.Assertions.fail;

import io.tranche.config.Vendor;
import io.tranche.proof.model.Case;
import io.tranche.proof.site.Databases;
import io.tranche.proof.site.SchemaYaml;
import io.tranche.proof.site.Sql;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Random databases and rules: complete, minimal, faithful, repeatable. Servers work beside each other.
 *
 * <p>{@code -Dtranche.random.cases=n} runs n cases a server, {@code -Dtranche.random.minutes=n} as many as fit, from
 * {@code -Dtranche.random.seed=s} on. A failure prints its seed and the smallest database that still fails.
 */
@Execution(ExecutionMode.CONCURRENT)
class RandomSliceIT {
    private static final int CASES = Integer.getInteger("tranche.random.cases", 50);
    private static final int MINUTES = Integer.getInteger("tranche.random.minutes", 0);
    private static final long SEED = Long.getLong("tranche.random.seed", 1);

    @TempDir
    Path folder;

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void holdsExactlyWhatTheOracleSays(TestServer server) {
        Databases databases = new Databases(server, "random_source", "random_target");
        Instant end = Instant.now().plus(Duration.ofMinutes(MINUTES));
        long seed = SEED;
        while (MINUTES > 0 ? Instant.now().isBefore(end) : seed < SEED + CASES) {
            Trial trial = new Trial(folder, databases, seed);
            Case given = RandomCase.of(seed, server.vendor());
            List<String> faults = trial.faults(given);
            if (!faults.isEmpty()) {
                Case smallest = new Shrinker(smaller -> isLike(faults, trial.faults(smaller))).shrink(given);
                fail(report(seed, trial, smallest, faults, trial.faults(smallest)));
            }
            seed++;
        }
        System.out.println(server + ": " + (seed - SEED) + " random cases from seed " + SEED + " hold");
    }

    /** A smaller case must fail in the same way: what was cut off may have made its rules wrong. */
    private static boolean isLike(List<String> first, List<String> now) {
        return !now.isEmpty()
                && now.get(0).startsWith("refused") == first.get(0).startsWith("refused");
    }

    private static String report(long seed, Trial trial, Case smallest, List<String> first, List<String> last) {
        Sql sql = Sql.of(smallest.vendor());
        return """
                seed %d on %s (%s): %d faults, the first: %s
                Again: -Dtranche.random.seed=%d -Dtranche.random.cases=1
                The smallest case that fails: %s
                %s;
                %s;
                %s"""
                .formatted(
                        seed,
                        smallest.vendor(),
                        trial,
                        first.size(),
                        first.get(0),
                        seed,
                        String.join("\n", last),
                        String.join(";\n", sql.createTables(smallest, Sql.ForeignKeys.DECLARED)),
                        String.join(";\n", sql.inserts(smallest)),
                        SchemaYaml.of(smallest));
    }
}
