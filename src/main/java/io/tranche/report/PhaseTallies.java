package io.tranche.report;

import io.tranche.progress.Event;
import io.tranche.progress.Phase;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The phases under way (they may overlap), kept up to date by events. Not thread-safe: its owner locks. */
final class PhaseTallies {
    private final Verbosity verbosity;
    private final LongSupplier clock;
    private final Map<Phase, PhaseTally> running = new EnumMap<>(Phase.class);

    /** @param clock nanoseconds, as {@link System#nanoTime} */
    PhaseTallies(Verbosity verbosity, LongSupplier clock) {
        this.verbosity = verbosity;
        this.clock = clock;
    }

    Collection<PhaseTally> running() {
        return List.copyOf(running.values());
    }

    void tick() {
        long now = clock.getAsLong();
        running.values().forEach(tally -> tally.tick(now));
    }

    /**
     * Takes an event in.
     *
     * @return a line that stays: a phase's end, a notice, a warning
     */
    Optional<String> on(Event event) {
        if (event instanceof Event.PhaseStarted started) {
            running.put(started.phase(), new PhaseTally(started.phase(), started.expectedRows(), clock.getAsLong()));
        } else if (event instanceof Event.TableStarted started) {
            with(started.phase(), tally -> tally.started(started));
        } else if (event instanceof Event.RowsWritten written) {
            with(written.phase(), tally -> tally.add(written.table(), written.rows()));
        } else if (event instanceof Event.UnitRetried retried) {
            with(retried.phase(), tally -> tally.add(retried.table(), -retried.rowsTakenBack()));
        } else if (event instanceof Event.TableFinished finished) {
            with(finished.phase(), tally -> tally.finished(finished));
        } else if (event instanceof Event.ObjectsCreated created) {
            with(created.phase(), tally -> tally.created(created));
        }
        return lasting(event);
    }

    private Optional<String> lasting(Event event) {
        if (event instanceof Event.PhaseFinished finished) {
            return Optional.ofNullable(running.remove(finished.phase()))
                    .map(tally -> tally.summary(finished.milliseconds()));
        }
        if (event instanceof Event.Detail detail && verbosity == Verbosity.DETAILED) {
            return Optional.of(detail.text());
        }
        return EventText.ofMessage(event);
    }

    private void with(Phase phase, Consumer<PhaseTally> change) {
        PhaseTally tally = running.get(phase);
        if (tally != null) {
            change.accept(tally);
        }
    }
}
