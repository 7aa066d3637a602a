package io.tranche.sync;

import io.tranche.copy.ContentKeys;
import io.tranche.dialect.Output;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.diff.Pairing;
import io.tranche.diff.SourceRows;
import io.tranche.keys.KeyStore;
import io.tranche.plan.Identity;
import io.tranche.plan.TablePlan;
import io.tranche.row.BatchHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a table without a key that a slice has. The slice knows them by their contents, so the table is read whole, and
 * the others left out.
 *
 * @param planned empty if the slice has no row of the table
 */
record SlicedContents(Optional<TablePlan> planned, Pairing pairing, KeyStore store) implements SourceRows {
    /** Each line begins with the fields that the slice knows, which are cut off. */
    @Override
    public void read(Reader source, List<Output> outputs, BatchHandler handler) {
        if (planned.isEmpty()) {
            return;
        }
        TablePlan table = planned.get();
        List<Output> both = new ArrayList<>(table.columns());
        both.addAll(outputs);
        Identity.ByContent identity = (Identity.ByContent) table.identity();
        source.read(Query.of(pairing.source(), List.of(), both), batch -> {
            batch.keep(ContentKeys.known(batch, table.columns().size(), store, identity.space()));
            if (batch.rows() > 0) {
                batch.cut(table.columns().size());
                handler.accept(batch);
            }
        });
    }
}
