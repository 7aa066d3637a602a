package io.tranche.run;

import io.tranche.config.ConnectionConfig;
import io.tranche.dialect.Consistency;
import io.tranche.dialect.Reader;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.Source;
import io.tranche.dialect.Target;
import io.tranche.error.Refusal;
import io.tranche.progress.Listener;
import java.util.Optional;
import java.util.function.Consumer;

/** What may be a target, and how one is read. */
final class Targets {
    private Targets() {}

    static void refuseSame(Source source, Target target, Setup setup) {
        refuseSame(source.identity(), target.identity(), setup);
    }

    static void refuseSame(String source, String target, Setup setup) {
        if (source.equals(target)) {
            throw new Refusal(
                    "--write " + setup.target().name(),
                    setup.source().name() + " and " + setup.target().name()
                            + " lead to the same database of the same server.",
                    "Choose another target.");
        }
    }

    /** Opens the target for reading. */
    static void read(ConnectionConfig write, Listener listener, Consumer<Reader> work) {
        try (Source source = Dialects.of(write).openSource(write, listener);
                Snapshot snapshot = source.snapshot(1, Consistency.NONE, Optional.empty());
                Reader reader = snapshot.reader()) {
            work.accept(reader);
        }
    }
}
