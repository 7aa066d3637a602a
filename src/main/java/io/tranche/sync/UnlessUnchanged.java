package io.tranche.sync;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * One table's strategy, which is asked only if either side's rows are not what they were when the table was last found in
 * step. The content is read in the very snapshots that are compared: what is remembered of it is what was looked at.
 */
public final class UnlessUnchanged implements Strategy {
    private final Strategy strategy;
    private final Predicate<Contents> inStep;
    private volatile Optional<Contents> seen = Optional.empty();
    private volatile boolean passedOver;

    /** @param inStep whether the table was in step when it held this */
    public UnlessUnchanged(Strategy strategy, Predicate<Contents> inStep) {
        this.strategy = strategy;
        this.inStep = inStep;
    }

    @Override
    public String name() {
        return strategy.name();
    }

    @Override
    public boolean idleWhenUnchanged() {
        return strategy.idleWhenUnchanged();
    }

    @Override
    public Changes find(TableTask task, Station station) {
        Contents now = Contents.read(task, station);
        passedOver = inStep.test(now);
        seen = Optional.of(now);
        return passedOver ? Changes.none(now.rows()) : strategy.find(task, station);
    }

    /** What both sides held before anything was written; empty if that could not be read. */
    public Optional<Contents> seen() {
        return seen;
    }

    /** What to remember after a success. */
    public Contents after(Changes changes) {
        Contents before = seen.orElseThrow();
        return changes.pending() ? before.repaired() : before;
    }

    public boolean passedOver() {
        return passedOver;
    }
}
