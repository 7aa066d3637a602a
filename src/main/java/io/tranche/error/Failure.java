package io.tranche.error;

/**
 * A failure whose message is for the user: it is printed without a stack trace. Everything else that reaches the top is a
 * bug, and is printed with one.
 */
public abstract sealed class Failure extends RuntimeException permits Refusal, RunFailure, Interruption {
    private static final long serialVersionUID = 1;

    Failure(String message, Throwable cause) {
        super(message, cause);
    }

    /** The exit code of a process that ends with this failure. */
    public abstract int exitCode();
}
