package io.tranche.run;

import io.tranche.dialect.Snapshot;
import io.tranche.dialect.Target;
import io.tranche.dialect.TargetSession;
import io.tranche.error.Refusal;
import io.tranche.ledger.Ledger;
import io.tranche.ledger.RunEntry;
import io.tranche.progress.Listener;
import java.util.List;
import java.util.Optional;

/** A run that was stopped, as the target remembers it. */
final class Earlier {
    private static final int SHOWN = 5;

    private Earlier() {}

    static Optional<RunEntry> find(Target target) {
        try (TargetSession session = target.session()) {
            return new Ledger(target).find(session);
        }
    }

    /** The run that the request goes on with, if it asks for that. */
    static Optional<RunEntry> resumed(SliceRequest request, Target target) {
        if (!request.flags().resume()) {
            return Optional.empty();
        }
        Optional<RunEntry> earlier = find(target);
        if (earlier.isEmpty()) {
            throw new Refusal(
                    "--continue",
                    "The target remembers no run that was stopped.",
                    "Leave `--continue` out to begin one.");
        }
        return earlier;
    }

    static void refuseOther(RunEntry earlier, RunFacts facts) {
        if (earlier.fingerprint().equals(facts.fingerprint())) {
            return;
        }
        List<String> before = earlier.description().stream()
                .filter(line -> !facts.lines().contains(line))
                .limit(SHOWN)
                .toList();
        List<String> now = facts.lines().stream()
                .filter(line -> !earlier.description().contains(line))
                .limit(SHOWN)
                .toList();
        throw new Refusal(
                "--continue",
                "The run that was stopped was another one. Then: " + before + ". Now: " + now + ".",
                "Use the same rules, tables and connections, or begin again with `--overwrite`.");
    }

    static void warnIfMoved(RunEntry earlier, Snapshot snapshot, Listener listener) {
        if (!earlier.position().isEmpty() && !earlier.position().equals(snapshot.position())) {
            listener.warning("The source has moved on since the run was stopped (" + earlier.position() + " then, "
                    + snapshot.position() + " now): rows copied before and after may be of two moments.");
        }
    }
}
