package io.tranche.error;

/** The user stopped the run. Exit code 130. */
public final class Interruption extends Failure {
    private static final long serialVersionUID = 1;

    public Interruption(String message) {
        super(message, null);
    }

    @Override
    public int exitCode() {
        return 130;
    }
}
