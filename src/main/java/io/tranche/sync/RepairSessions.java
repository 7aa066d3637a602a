package io.tranche.sync;

import io.tranche.dialect.Dialect.ReferenceChecks;
import io.tranche.dialect.Reader;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.SqlFailure;
import io.tranche.dialect.Target;
import io.tranche.dialect.TargetSession;
import io.tranche.error.Interruption;
import io.tranche.error.RunFailure;
import io.tranche.progress.Event;
import io.tranche.progress.Listener;
import io.tranche.progress.Phase;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Carries out the steps of groups of tables, each with a session of its own. A deadlock, a lock wait or a lost connection is
 * tried again a few times. Thread-safe.
 */
final class RepairSessions implements AutoCloseable {
    private static final int TRIES = 5;
    private static final int FIRST_PAUSE_MILLISECONDS = 100;

    private final Target target;
    private final Snapshot source;
    private final Listener listener;
    private final ReferenceChecks references;
    private final Set<TargetSession> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final CountDownLatch cancelled = new CountDownLatch(1);

    RepairSessions(Target target, Snapshot source, Listener listener, ReferenceChecks references) {
        this.references = references;
        this.target = target;
        this.source = source;
        this.listener = listener;
    }

    /** Removes rows. A group of one transaction does so together with its writing. */
    void delete(RepairOrder.Group group) {
        if (group.bounds() == Writing.Bounds.FREE) {
            Changes changes = group.tables().get(0).changes();
            if (changes.pending()) {
                retried(group, changes::delete);
            }
        }
    }

    void write(RepairOrder.Group group) {
        if (group.tables().stream().noneMatch(table -> table.changes().pending())) {
            return;
        }
        retried(group, writing -> {
            if (group.bounds() == Writing.Bounds.ONE_TRANSACTION) {
                for (int i = group.tables().size() - 1; i >= 0; i--) {
                    group.tables().get(i).changes().delete(writing);
                }
            }
            group.tables().forEach(table -> table.changes().write(writing));
        });
    }

    private interface Step {
        void run(Writing writing);
    }

    private void retried(RepairOrder.Group group, Step step) {
        Writing.Loading loading = Writing.Loading.FAST;
        for (int tries = 1; ; tries++) {
            try {
                once(group, step, loading);
                return;
            } catch (SqlFailure e) {
                if (tries == TRIES || !SyncRunner.worthARetry(e) || !pause(tries)) {
                    throw new RepairFailure(e);
                }
                tell(group, e.getMessage());
            } catch (RunFailure e) {
                if (loading == Writing.Loading.STRICT) {
                    throw new RepairFailure(e);
                }
                loading = Writing.Loading.STRICT;
                tell(group, "rows were not stored as sent; looking for the first");
            }
        }
    }

    private void tell(RepairOrder.Group group, String reason) {
        listener.on(new Event.UnitRetried(
                Phase.REPAIR, group.tables().get(0).table().display(), 0, reason));
    }

    private void once(RepairOrder.Group group, Step step, Writing.Loading loading) {
        TargetSession session = session();
        open.add(session);
        try (Reader reader = source.reader()) {
            ReferenceChecks checks = checks(group);
            set(session, checks);
            step.run(new Writing(session, reader, group.bounds(), loading, checks));
            commit(session, group);
        } finally {
            open.remove(session);
            giveBack(session);
        }
    }

    /** Where the target has not answered again and again, it is not waited for once more for each table. */
    private TargetSession session() {
        if (unanswered.get() >= TRIES) {
            throw new RepairFailure(new RunFailure("The target does not answer any more. Run it again when it does."));
        }
        unanswered.incrementAndGet();
        TargetSession session = target.session();
        unanswered.set(0);
        return session;
    }

    /** Tables that refer to each other in a circle can be written in no order that checks allow. */
    private ReferenceChecks checks(RepairOrder.Group group) {
        return group.bounds() == Writing.Bounds.FREE ? references : ReferenceChecks.OFF;
    }

    private void set(TargetSession session, ReferenceChecks checks) {
        if (references == ReferenceChecks.ON) {
            target.dialect().referenceChecks(checks).forEach(session::execute);
        }
    }

    /** Sessions are used again, by those who count on foreign keys that are at rest. */
    private void giveBack(TargetSession session) {
        try {
            session.rollback();
            set(session, ReferenceChecks.OFF);
            session.commit();
        } catch (SqlFailure e) {
            listener.detail("A session was given up: " + e.getMessage());
        } finally {
            session.close();
        }
    }

    /** Nobody knows whether a COMMIT without an answer was heard, and doing it all again may do it twice. */
    private static void commit(TargetSession session, RepairOrder.Group group) {
        try {
            session.commit();
        } catch (SqlFailure e) {
            boolean repeatable =
                    group.tables().stream().allMatch(table -> table.changes().repeatable());
            if (e.kind() == SqlFailure.Kind.CONNECTION_LOST && !repeatable) {
                throw new RepairFailure(new RunFailure(
                        "The connection was lost while the repair was committed, so that it is not known whether it was: "
                                + RunFailure.sentence(e.getMessage()) + " Run it again.",
                        e));
            }
            throw e;
        }
    }

    /** Doubles with each try, and differs by chance: two that met in a deadlock do not meet again. */
    private boolean pause(int tries) {
        long longest = (long) FIRST_PAUSE_MILLISECONDS << tries;
        Duration time = Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest));
        try {
            return !cancelled.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interruption("The repair was stopped.");
        }
    }

    /** Asks the server to stop what goes on. */
    void cancel() {
        cancelled.countDown();
        open.forEach(TargetSession::cancel);
    }

    @Override
    public void close() {
        cancelled.countDown();
    }
}
