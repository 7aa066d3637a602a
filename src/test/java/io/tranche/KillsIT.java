package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.KilledSlice.Keys;
import io.tranche.KilledSlice.State;
import io.tranche.SliceScene.Asked;
import io.tranche.testing.CommitProxy.Moment;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills at every COMMIT to the target, before the server hears it and before the client hears the answer, and at any other
 * moment; now and then one who goes on is killed as well. What is gone on with equals, row for row, a run that was never
 * stopped: also where the source has moved in between. Source and target are on two servers, for else what is written to the
 * target would move the source's position.
 *
 * <p>{@code -Dtranche.kills=n} kills n times a pair of servers, {@code -Dtranche.kills.seed=s} otherwise than by default.
 */
class KillsIT {
    private static final int KILLS = Integer.getInteger("tranche.kills", 7);
    private static final long SEED = Long.getLong("tranche.kills.seed", 1);

    @TempDir
    Path folder;

    @Test
    void fromMariaDbToMySql() throws Exception {
        killAgainAndAgain(Servers.mariadb(), Servers.mysql());
    }

    @Test
    void fromMySqlToMariaDb() throws Exception {
        killAgainAndAgain(Servers.mysql(), Servers.mariadb());
    }

    @Test
    void fromPostgreSqlToPostgreSql() throws Exception {
        killAgainAndAgain(Servers.postgresql(), Servers.oldPostgresql());
    }

    /** What one kill is like. */
    private record Kill(int commit, Moment moment, Keys keys, State then) {
        static Kill of(int number, int commits, Random random) {
            // all boundaries are met before one is met again; one kill of four comes at any moment
            int boundary = random.nextInt(4) == 0 ? 0 : 1 + (int) ((number * 7L + SEED) % commits);
            return new Kill(
                    boundary,
                    random.nextBoolean() ? Moment.BEFORE : Moment.AFTER,
                    random.nextInt(3) == 0 ? Keys.IN_REDIS : Keys.IN_PROCESS,
                    random.nextInt(3) == 0 ? State.MOVED : State.BEFORE);
        }
    }

    private void killAgainAndAgain(TestServer source, TestServer target) throws Exception {
        KilledSlice slice = new KilledSlice(source, target, folder);
        Map<State, Map<String, List<String>>> expected = new EnumMap<>(State.class);
        for (State state : List.of(State.MOVED, State.BEFORE)) {
            slice.fill(state);
            slice.finish(Asked.OVERWRITE);
            expected.put(state, slice.rows());
        }
        assertFalse(expected.get(State.BEFORE).equals(expected.get(State.MOVED)));
        int commits = slice.killAtCommit(Asked.OVERWRITE, Keys.IN_PROCESS, 0, Moment.BEFORE);
        assertTrue(commits > 5, commits + " commits, " + slice.log());
        Random random = new Random(SEED);
        State state = State.BEFORE;
        for (int number = 0; number < KILLS; number++) {
            Kill kill = Kill.of(number, commits, random);
            String what = "seed " + SEED + ", kill " + number + " of a run of " + commits + " commits, " + kill;
            if (state != State.BEFORE) {
                slice.fill(State.BEFORE);
            }
            kill(slice, Asked.OVERWRITE, kill, random);
            if (!slice.isRemembered() && kill.commit() > commits / 2) {
                assertEquals(expected.get(State.BEFORE), slice.rows(), "forgotten, so it was whole; " + what);
            }
            state = kill.then();
            if (state == State.MOVED) {
                slice.fill(state);
            }
            if (random.nextInt(4) == 0 && slice.isRemembered()) {
                kill(slice, Asked.CONTINUE, Kill.of(random.nextInt(commits), commits, random), random);
            }
            slice.finish(slice.isRemembered() ? Asked.CONTINUE : Asked.OVERWRITE);
            assertEquals(expected.get(state), slice.rows(), what);
            assertFalse(slice.isRemembered(), what);
        }
    }

    private static void kill(KilledSlice slice, Asked asked, Kill kill, Random random) throws Exception {
        if (kill.commit() == 0) {
            slice.killAfter(asked, kill.keys(), Duration.ofMillis(random.nextInt(300)));
        } else {
            slice.killAtCommit(asked, kill.keys(), kill.commit(), kill.moment());
        }
    }
}
