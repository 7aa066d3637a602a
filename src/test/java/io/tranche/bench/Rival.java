package io.tranche.bench;

import io.tranche.bench.Shell.Times;
import java.io.IOException;
import java.sql.SQLException;

/** Another way to the same rows, from the workload's database into an empty one on the same server. */
interface Rival {
    /** For the printed line. */
    String name();

    Times run(Workload workload, String target) throws IOException, SQLException, InterruptedException;
}
