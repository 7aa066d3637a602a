package io.tranche.proof.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tranche.config.Vendor;
import io.tranche.error.Failure;
import io.tranche.proof.model.Case;
import io.tranche.proof.site.Databases;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Random databases that change between a run that is stopped and the one that goes on with it: the slice is that of the new
 * moment. {@code -Dtranche.random.moves=n} runs n cases a server, from {@code -Dtranche.random.seed=s} on.
 */
@Execution(ExecutionMode.CONCURRENT)
class RandomMoveIT {
    private static final int CASES = Integer.getInteger("tranche.random.moves", 12);
    private static final long SEED = Long.getLong("tranche.random.seed", 1);

    @TempDir
    Path folder;

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void whatIsGoneOnWithIsOfTheNewMoment(TestServer server) throws SQLException, IOException {
        Databases databases = new Databases(server, "moved_source", "moved_target");
        for (long seed = SEED; seed < SEED + CASES; seed++) {
            MovedTrial trial = new MovedTrial(folder, databases, seed);
            Case now = RandomCase.of(seed, server.vendor());
            try {
                assertEquals(List.of(), trial.faults(now), "seed " + seed + ", " + trial);
            } catch (Failure failure) {
                throw new AssertionError("seed " + seed + ", " + trial + ": " + failure.getMessage(), failure);
            }
        }
    }
}
