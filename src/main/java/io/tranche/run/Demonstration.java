package io.tranche.run;

import java.io.PrintStream;

/**
 * {@code tranche demo}: a shop in an embedded server, sliced into a second database. Found by {@link
 * java.util.ServiceLoader}, since the servers do not come with every jar; where there is none, there is no such verb.
 */
public interface Demonstration {
    /**
     * @param server {@code mariadb}, {@code mysql} or {@code postgresql}
     * @param results where the demonstration's results are printed
     * @return the exit code
     * @throws io.tranche.error.Failure for the user
     */
    int run(String server, Surroundings surroundings, PrintStream results);
}
