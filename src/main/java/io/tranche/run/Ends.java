package io.tranche.run;

import io.tranche.dialect.Dialect;
import io.tranche.dialect.Source;
import io.tranche.dialect.Target;
import io.tranche.progress.Listener;

/** Both ends of a run. */
record Ends(Source source, Target target) implements AutoCloseable {
    /** Opens both at the same time. Where neither can be reached, the source's failure is told. */
    static Ends open(Setup setup, Dialect dialect, Listener listener) {
        Beside<Target> opening = Beside.begin(() -> dialect.openTarget(setup.target(), listener), Target::close);
        Source source;
        try {
            source = Sources.open(setup, dialect, listener);
        } catch (RuntimeException | Error e) {
            opening.abandon();
            throw e;
        }
        try {
            return new Ends(source, opening.result());
        } catch (RuntimeException | Error e) {
            source.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            target.close();
        } finally {
            source.close();
        }
    }
}
