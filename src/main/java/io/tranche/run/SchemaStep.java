package io.tranche.run;

import io.tranche.dialect.Source;
import io.tranche.dialect.Target;
import io.tranche.plan.Plan;
import io.tranche.progress.Listener;

/** The schema before the rows, and what comes after them. */
final class SchemaStep {
    private final SliceRequest.Flags flags;
    private final Plan plan;
    private final Source source;
    private final Target target;
    private final Listener listener;

    SchemaStep(SliceRequest.Flags flags, Plan plan, Source source, Target target, Listener listener) {
        this.flags = flags;
        this.plan = plan;
        this.source = source;
        this.target = target;
        this.listener = listener;
    }

    void before() {
        listener.detail(flags + " " + plan + source + target);
    }

    void after() {}

    void foreignKeys() {}
}
