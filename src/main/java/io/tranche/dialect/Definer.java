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

    /** What was translated so far, for the user. */
    List<String> notices();

    @Override
    void close();
}
