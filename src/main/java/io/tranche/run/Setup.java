package io.tranche.run;

import io.tranche.config.ConfigurationFiles;
import io.tranche.config.ConnectionConfig;
import io.tranche.config.RedisConfig;
import io.tranche.config.SchemaRules;
import java.util.List;
import java.util.Optional;

/**
 * A request, with its files read.
 *
 * @param replicas further read connections
 */
record Setup(
        SchemaRules rules,
        ConnectionConfig read,
        List<ConnectionConfig> replicas,
        Optional<ConnectionConfig> write,
        Optional<RedisConfig> redis,
        int workers) {

    static Setup of(SliceRequest request, Surroundings surroundings) {
        throw new UnsupportedOperationException(request + " " + surroundings + ConfigurationFiles.class);
    }
}
