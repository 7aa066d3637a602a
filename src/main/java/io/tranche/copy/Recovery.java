package io.tranche.copy;

import io.tranche.catalog.TableName;
import io.tranche.dialect.SqlFailure;
import io.tranche.error.Failure;
import io.tranche.error.RunFailure;
import io.tranche.plan.TablePlan;
import io.tranche.progress.Event;
import io.tranche.progress.Phase;
import java.time.Duration;

/**
 * What follows a server's failure. A deadlock, a lock wait or a lost connection is worth another try, a few times and after a
 * pause; everything else is explained to the user.
 */
final class Recovery {
    private static final int TRIES = 5;

    private final Workshop workshop;
    private final Phase phase;

    Recovery(Workshop workshop, Phase phase) {
        this.workshop = workshop;
        this.phase = phase;
    }

    /**
     * Makes the station ready for another try.
     *
     * @param tries so far
     * @param handed rows that are taken back from what was told
     * @throws RunFailure that explains the failure, where no try is left or none would help
     */
    void prepare(TablePlan table, Station station, SqlFailure failure, int tries, long handed) {
        boolean ready =
                switch (failure.kind()) {
                    case TRANSIENT -> tries < TRIES && station.pause(Backoff.afterConflict(tries));
                    case CONNECTION_LOST -> tries < TRIES && reconnected(station, failure);
                    case DENIED, STRUCTURE_CHANGED, EXHAUSTED, OTHER -> false;
                };
        if (!ready) {
            throw explained(table.name(), failure);
        }
        retried(table, handed, Tally.Cause.of(failure.kind()), failure.getMessage());
    }

    void retried(TablePlan table, long handed, Tally.Cause cause, String reason) {
        workshop.tally().retried(cause);
        workshop.listener().on(new Event.UnitRetried(phase, table.name().toString(), handed, reason));
    }

    /** Whether the target answers again within the time that a restart takes. */
    private static boolean reconnected(Station station, SqlFailure failure) {
        for (Duration pause : Backoff.RECONNECTS) {
            if (!station.pause(pause)) {
                return false;
            }
            try {
                station.renew();
                return true;
            } catch (SqlFailure | RunFailure e) {
                failure.addSuppressed(e);
            }
        }
        return false;
    }

    private static Failure explained(TableName table, SqlFailure failure) {
        String what =
                switch (failure.kind()) {
                    case CONNECTION_LOST -> "The connection to a server was lost while copying " + table + ": ";
                    case DENIED -> "A privilege is missing for " + table + ": ";
                    case STRUCTURE_CHANGED -> "The structure of " + table + " changed while it was read: ";
                    case EXHAUSTED -> "The server has run out of something while copying " + table + ": ";
                    case TRANSIENT -> "After " + TRIES + " tries, copying " + table + " still fails: ";
                    case OTHER -> "Copying " + table + " failed: ";
                };
        String remedy = "Units that were committed before stay in the target; `--continue` goes on from there.";
        return new RunFailure(what + RunFailure.sentence(failure.getMessage()) + " " + remedy, failure);
    }
}
