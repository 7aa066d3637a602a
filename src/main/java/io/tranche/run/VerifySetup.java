package io.tranche.run;

import io.tranche.config.ConnectionConfig;
import io.tranche.config.SchemaRules;
import java.util.Optional;

/** A request to verify, with its files read. */
record VerifySetup(SchemaRules rules, ConnectionConfig write, Optional<ConnectionConfig> read, int workers) {
    static VerifySetup of(VerifyRequest request, Surroundings surroundings) {
        throw new UnsupportedOperationException(request + " " + surroundings);
    }
}
