package io.tranche.run;

import io.tranche.dialect.Position;
import io.tranche.ledger.RunEntry;
import io.tranche.ledger.RunEntry.Origin;
import io.tranche.ledger.RunEntry.RunPhase;
import io.tranche.plan.ForgottenCondition;
import io.tranche.plan.Plan;
import io.tranche.plan.PlanBuilder.Purpose;
import io.tranche.progress.Listener;
import io.tranche.run.SliceRequest.Resume;
import java.util.Optional;

/**
 * How a run begins, by what was asked for and what the target remembers.
 *
 * @param earlier the run that the target remembers, where its rows matter
 */
record Start(Purpose purpose, Optional<RunEntry> earlier) {
    /** How it begins if the source is still where it was; {@link #at} tells whether it is. */
    static Start of(Resume resume, Optional<RunEntry> earlier) {
        return switch (resume) {
            case NONE -> new Start(Purpose.FRESH, Optional.empty());
            case EXTEND -> new Start(Purpose.EXTENDED, earlier);
            case CONTINUE -> continued(earlier.orElseThrow());
        };
    }

    private static Start continued(RunEntry earlier) {
        if (earlier.phase() == RunPhase.PREPARE) {
            return new Start(Purpose.FRESH, Optional.of(earlier));
        }
        return switch (earlier.origin()) {
            case EMPTY -> new Start(Purpose.CONTINUED, Optional.of(earlier));
            case RENEWED -> new Start(Purpose.RENEWED, Optional.of(earlier));
            case EXTENDED -> new Start(Purpose.EXTENDED, Optional.of(earlier));
        };
    }

    /** The moment that {@code NOW()} stands for: that of the earlier run only if its rows are gone on with as they are. */
    Optional<String> now() {
        return purpose == Purpose.CONTINUED ? earlier.map(RunEntry::now) : Optional.empty();
    }

    /**
     * How it begins at this moment of the source.
     *
     * @param before the source's position before the moment was fixed
     * @param after the same behind it: where nothing has happened in between the moment has this very position
     */
    Start at(Position before, Position after, Listener listener) {
        if (purpose != Purpose.CONTINUED) {
            return this;
        }
        String remembered = earlier.orElseThrow().position();
        if (before.proves() && before.equals(after) && before.text().equals(remembered)) {
            return this;
        }
        String reason = remembered.isEmpty() || !before.proves()
                ? "Whether the source has moved on since the run was stopped is not known"
                        + (before.doubt().isEmpty() ? "" : " (" + before.doubt() + ")")
                : "The source has moved on since the run was stopped";
        listener.notice(reason + ": rows that were committed are compared with it, and brought to this moment.");
        return new Start(Purpose.RENEWED, earlier);
    }

    /** Where the target does not tell what its rows refer to, they are read from the source again. */
    Start given(Plan plan) {
        boolean isForgotten =
                !ForgottenCondition.of(plan.tables(), plan.references()).isEmpty();
        return purpose == Purpose.CONTINUED && isForgotten ? new Start(Purpose.RENEWED, earlier) : this;
    }

    /** What the ledger is to remember of it. */
    Origin origin() {
        return switch (purpose) {
            case FRESH, CONTINUED -> Origin.EMPTY;
            case RENEWED -> Origin.RENEWED;
            case EXTENDED -> Origin.EXTENDED;
        };
    }
}
