package io.tranche.dialect;

import java.util.List;

/**
 * A session of the target that creates and drops objects. Statements are translated to what this server knows. One thread
 * at a time uses it.
 */
public interface Definer extends AutoCloseable {
    /**
     * Runs statements in order, each on its own; settings that they make hold until the last of them and no longer.
     *
     * @throws SqlFailure of the first that the server refuses, with its words; the others are not run
     */
    void run(List<String> statements);

    /**
     * Runs the statements of the first of several objects at one go, where the server can: in one transaction, or as one
     * statement.
     *
     * @return how many of them, from the first, are there now; 0 if the server does not do this, or refused one
     */
    default int runTogether(List<List<String>> objects) {
        return 0;
    }

    /** The statements as this server would be given them. */
    default List<String> translated(List<String> statements) {
        return statements;
    }

    /** What was translated so far, for the user. */
    List<String> notices();

    @Override
    void close();
}
