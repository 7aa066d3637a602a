package io.tranche.diff;

import io.tranche.dialect.Output;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.row.BatchHandler;
import java.util.List;

/** The rows of the source that a table of the target is to have, in the one snapshot. Stateless. */
@FunctionalInterface
public interface SourceRows {
    /** Streams them. */
    void read(Reader source, List<Output> outputs, BatchHandler handler);

    /** All rows of the source's table. */
    static SourceRows all(Pairing pairing) {
        return (source, outputs, handler) -> source.read(Query.of(pairing.source(), List.of(), outputs), handler);
    }
}
