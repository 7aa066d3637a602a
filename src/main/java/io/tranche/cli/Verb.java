package io.tranche.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A verb that runs something: opens the session around it and turns whatever happens into an exit code. */
abstract class Verb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private OutputOptions output = new OutputOptions();

    Verb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public final Integer call() {
        return Session.run(terminal, output, this::work, howToGoOn());
    }

    /**
     * @return the exit code
     * @throws io.tranche.error.Failure for the user; anything else is a bug
     */
    abstract int work(Session session);

    /** What to do after an interruption; may be empty. */
    String howToGoOn() {
        return "";
    }
}
