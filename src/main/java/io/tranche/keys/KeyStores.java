package io.tranche.keys;

import io.tranche.config.RedisConfig;
import io.tranche.progress.Listener;
import java.util.Optional;

/** Chooses where a run's keys are. */
public final class KeyStores {
    private KeyStores() {}

    /**
     * Opens a run's keys.
     *
     * @param redis empty to keep keys in this process
     * @param run the run's id; the same in every process of the run
     * @param role what this process is to the run; without Redis every process is alone
     * @throws io.tranche.error.Refusal if the Redis server cannot be reached, or keys are not safe there
     */
    public static KeyStore open(Optional<RedisConfig> redis, String run, Role role, Listener listener) {
        return redis.<KeyStore>map(config -> new RedisKeyStore(config, run, role, listener))
                .orElseGet(InProcessKeyStore::new);
    }
}
