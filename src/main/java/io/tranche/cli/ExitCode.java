package io.tranche.cli;

/** What the process ends with. */
final class ExitCode {
    static final int DONE = 0;
    /** Differences, or orphans that the source does not have. */
    static final int DIFFERENCES = 1;
    /** Usage or configuration; nothing was written. */
    static final int REFUSED = 2;

    static final int FAILED = 3;
    /** 128 + SIGINT, as shells have it. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
