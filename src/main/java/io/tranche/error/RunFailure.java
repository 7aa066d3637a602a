package io.tranche.error;

/** The run failed on the way: a server went away, a disk is full, a value was refused. Exit code 3. */
public final class RunFailure extends Failure {
    private static final long serialVersionUID = 1;

    /** @param message what failed, where (table, column, key), why, and what to do */
    public RunFailure(String message, Throwable cause) {
        super(message, cause);
    }

    public RunFailure(String message) {
        this(message, null);
    }

    @Override
    public int exitCode() {
        return 3;
    }

    /** Words of a server or driver, as one sentence of a longer message: servers set no full stop, drivers do. */
    public static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
    }
}
