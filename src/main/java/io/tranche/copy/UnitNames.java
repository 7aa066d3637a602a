package io.tranche.copy;

import io.tranche.plan.Link;
import io.tranche.plan.Plan;
import java.util.concurrent.atomic.AtomicLong;

/** Names for units that are made on the way; unique in a run and all its continuations. Thread-safe. */
public final class UnitNames {
    private final Plan plan;
    private final String prefix;
    private final AtomicLong counter = new AtomicLong();

    /** @param attempt which continuation of the run this is: a number that has not been used before */
    public UnitNames(Plan plan, long attempt) {
        this.plan = plan;
        this.prefix = "lookup-" + attempt + "-";
    }

    public String next(Link link) {
        return prefix + plan.links().toList().indexOf(link) + "-" + counter.incrementAndGet();
    }
}
