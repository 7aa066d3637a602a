package io.tranche.run;

import io.tranche.copy.Tally;
import io.tranche.dialect.SqlFailure;
import io.tranche.dialect.Target;
import io.tranche.dialect.TargetSession;
import io.tranche.error.Refusal;
import io.tranche.error.RunFailure;
import io.tranche.progress.Listener;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The session that claims the target for the run and writes the ledger between the phases. Where its connection is lost
 * another one takes its place, and claims the target again; what was being done is done again. One thread.
 */
final class Control implements AutoCloseable {
    private final Target target;
    private final String name;
    private final Listener listener;
    private final Tally tally;
    private TargetSession session;

    private Control(Target target, String name, Listener listener, Tally tally, TargetSession session) {
        this.target = target;
        this.name = name;
        this.listener = listener;
        this.tally = tally;
        this.session = session;
    }

    /**
     * Claims a target. Two runs into one would empty each other's tables.
     *
     * @param name of its connection
     * @param tally counts what is done again
     * @throws Refusal if another run has it
     */
    static Control of(Target target, String name, Listener listener, Tally tally) {
        TargetSession session = target.session();
        if (!session.claimTarget()) {
            session.close();
            throw new Refusal("--write " + name, "Another run is writing to this target.", "Wait until it has ended.");
        }
        return new Control(target, name, listener, tally, session);
    }

    /** Does a step that may be done twice, though not by halves: what it leaves uncommitted is rolled back in between. */
    void run(Consumer<TargetSession> step) {
        get(given -> {
            step.accept(given);
            return name;
        });
    }

    /** A step that has connections of its own. */
    void again(Runnable step) {
        run(given -> step.run());
    }

    <T> T get(Function<TargetSession, T> step) {
        return Retries.of(listener, tally, () -> step.apply(session), this::renew);
    }

    /** The claim was lost with the connection: somebody else may have taken the target. */
    private void renew(SqlFailure lost) {
        if (lost.kind() == SqlFailure.Kind.TRANSIENT) {
            session.rollback();
            return;
        }
        TargetSession former = session;
        session = open();
        former.close();
        if (!session.claimTarget()) {
            throw new RunFailure("The connection to " + name
                    + " was lost, and another run has taken the target meanwhile. This run ends here.");
        }
    }

    private TargetSession open() {
        try {
            return target.session();
        } catch (RunFailure unreachable) {
            throw new Retries.Unprepared(unreachable);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
