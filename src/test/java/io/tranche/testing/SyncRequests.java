package io.tranche.testing;

import io.tranche.catalog.TableSelection;
import io.tranche.config.SourceLimits;
import io.tranche.config.SyncStrategy.Method;
import io.tranche.run.SyncRequest;
import io.tranche.run.SyncRequest.Flag;
import io.tranche.run.SyncRequest.Signature;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Requests for all tables of two databases, as two workers take them. */
public final class SyncRequests {
    private SyncRequests() {}

    /** Every table is looked at. */
    public static SyncRequest of(String read, String write) {
        return of(read, write, OptionalInt.empty(), Optional.empty(), Signature.OFF);
    }

    public static SyncRequest of(
            String read, String write, OptionalInt batch, Optional<Method> method, Signature signature, Flag... flags) {
        return new SyncRequest(
                write,
                List.of(read),
                Optional.empty(),
                Optional.empty(),
                TableSelection.ALL,
                Map.of(),
                OptionalInt.of(2),
                batch,
                method,
                Optional.empty(),
                Set.of(flags),
                signature,
                Optional.empty(),
                SourceLimits.NONE);
    }
}
