package io.tranche.run;

import io.tranche.dialect.Target;
import io.tranche.dialect.TargetSession;
import io.tranche.error.Refusal;
import io.tranche.ledger.Ledger;
import io.tranche.ledger.RunEntry;
import io.tranche.run.SliceRequest.Resume;
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

    /** How the request begins, as far as the target tells. */
    static Start start(SliceRequest request, Target target) {
        Resume resume = request.flags().resume();
        Optional<RunEntry> earlier = resume == Resume.NONE ? Optional.empty() : find(target);
        if (resume == Resume.CONTINUE && earlier.isEmpty()) {
            throw new Refusal(
                    "--continue",
                    "The target remembers no run that was stopped.",
                    "Leave `--continue` out to begin one; `--continue=extend` adds to a slice that is whole.");
        }
        return Start.of(resume, earlier);
    }

    static void refuseHalfSchema(RunEntry earlier, RunFacts facts) {
        if (facts.leavesSchemaOf(earlier.description())) {
            throw new Refusal(
                    "--continue",
                    "The run that was stopped copies the schema: its indexes, views and triggers are still to come.",
                    "Say `--copy-schema` again.");
        }
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
                "Use the same rules, tables and connections, add to what is there with `--continue=extend`, or begin again"
                        + " with `--overwrite`.");
    }
}
