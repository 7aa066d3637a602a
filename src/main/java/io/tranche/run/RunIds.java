package io.tranche.run;

import java.util.UUID;

/** Names of runs. */
final class RunIds {
    private RunIds() {}

    static String fresh() {
        return UUID.randomUUID().toString();
    }
}
