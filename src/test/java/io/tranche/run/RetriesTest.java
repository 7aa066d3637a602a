package io.tranche.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.copy.Tally;
import io.tranche.dialect.SqlFailure;
import io.tranche.dialect.SqlFailure.Kind;
import io.tranche.error.Interruption;
import io.tranche.error.RunFailure;
import io.tranche.progress.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private final List<SqlFailure> prepared = new ArrayList<>();
    private final Tally tally = new Tally();
    private int tries;

    private Supplier<String> failing(int times, Kind kind) {
        return () -> {
            if (tries++ < times) {
                throw new SqlFailure(kind, "try " + tries, null);
            }
            return "done";
        };
    }

    @Test
    void doesAgainWhatALostConnectionHasStopped() {
        assertEquals("done", Retries.of(Listener.NONE, tally, failing(2, Kind.CONNECTION_LOST), prepared::add));
        assertEquals(3, tries);
        assertEquals(2, prepared.size());
        assertEquals(2, tally.retries(Tally.Cause.CONNECTION_LOST));
        assertEquals(0, tally.retries(Tally.Cause.CONFLICT));
    }

    @Test
    void aPreparationThatFailsIsOneTry() {
        assertEquals("done", Retries.of(Listener.NONE, tally, failing(1, Kind.TRANSIENT), failure -> {
            prepared.add(failure);
            if (prepared.size() == 1) {
                throw new Retries.Unprepared(new RunFailure("the server is not there yet"));
            }
        }));
        assertEquals(2, prepared.size());
    }

    @Test
    void whatNoTryHelpsIsNotTriedAgain() {
        SqlFailure failure = assertThrows(
                SqlFailure.class, () -> Retries.of(Listener.NONE, tally, failing(9, Kind.EXHAUSTED), prepared::add));
        assertEquals("try 1", failure.getMessage());
        assertEquals(1, tries);
    }

    @Test
    void whatOnlyALaterTryIsToldIsSaid() {
        SqlFailure lost = new SqlFailure(Kind.CONNECTION_LOST, "lost", null);
        SqlFailure refused = new SqlFailure(Kind.OTHER, "another one took it", null);
        SqlFailure thrown = assertThrows(
                SqlFailure.class,
                () -> Retries.of(Listener.NONE, tally, () -> {
                    throw tries++ == 0 ? lost : refused;
                }));
        assertSame(refused, thrown);
        assertEquals(List.of(lost), List.of(thrown.getSuppressed()));
    }

    @Test
    void aRunThatAnotherHasTakenOverEndsAtOnce() {
        RunFailure taken = new RunFailure("taken");
        RunFailure thrown = assertThrows(
                RunFailure.class,
                () -> Retries.of(Listener.NONE, tally, failing(9, Kind.CONNECTION_LOST), failure -> {
                    throw taken;
                }));
        assertSame(taken, thrown);
    }

    @Test
    void anInterruptionEndsThePause() {
        Thread.currentThread().interrupt();
        assertThrows(Interruption.class, () -> Retries.of(Listener.NONE, tally, failing(9, Kind.CONNECTION_LOST)));
        assertTrue(Thread.interrupted(), "whoever is above must know");
    }
}
