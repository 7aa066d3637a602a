package io.tranche.keys;

import io.tranche.error.Refusal;
import io.tranche.error.RunFailure;

/** What users read when Redis says no. */
final class RedisMessages {
    private static final String OR_IN_PROCESS =
            "or delete the section `redis:` in config.yml: keys then stay in this process.";

    private RedisMessages() {}

    static RunFailure lost(String name, int attempts, Exception last) {
        return new RunFailure(
                "Redis at " + name + " did not answer (" + attempts + " attempts): " + last.getMessage()
                        + ". Nothing more can be copied without its keys. Bring it back and run again.",
                last);
    }

    static RunFailure failure(String name, Exception refused) {
        String words = String.valueOf(refused.getMessage());
        String where = "Redis at " + name;
        if (words.contains("TRANCHEGONE")) {
            return new RunFailure(
                    where + " does not have this run's keys any more: somebody removed them, or began the run again.",
                    refused);
        }
        if (words.startsWith("OOM")) {
            return new RunFailure(
                    where + " is out of memory. Raise its maxmemory, " + OR_IN_PROCESS + " Then run again.", refused);
        }
        return new RunFailure(where + " refused a command: " + words, refused);
    }

    static Refusal unreachable(String name, Exception cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return refusal(
                "Redis at " + name + " cannot be reached: " + root.getMessage() + ".",
                "Start it, correct host, port, user, password and tls, " + OR_IN_PROCESS);
    }

    static Refusal rejected(String name, Exception cause) {
        return refusal(
                "Redis at " + name + " refuses us: " + cause.getMessage() + ".",
                "Correct user, password and db, " + OR_IN_PROCESS);
    }

    static Refusal refusal(String what, String remedy) {
        return new Refusal("redis", what, remedy);
    }
}
