package io.tranche.verify;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.dialect.Asked;
import io.tranche.dialect.KeyForm;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.dialect.SqlFailure;
import io.tranche.diff.KeyFields;
import io.tranche.diff.Side;
import io.tranche.row.KeyBatch;
import io.tranche.row.KeyColumns;
import io.tranche.row.LineBatch;
import java.util.List;

/**
 * Asks the source for the parents of a reference's orphans. The source itself says which of the keys no row has, comparing
 * as it always does. Memory is fixed: {@value #KEYS_PER_QUESTION} keys at a time. One thread uses it, once.
 */
final class OrphanOrigin {
    private static final int KEYS_PER_QUESTION = 1_000;

    private final OrphanQuery orphans;
    private final Side side;
    private final Reader source;
    private final Query parents;
    private final List<Column> parentColumns;
    private final KeyForm form;
    private final KeyTally tally;
    private long answered;

    /**
     * @param orphans finds them in the target
     * @param parent the source's own table
     */
    OrphanOrigin(OrphanQuery orphans, Table parent, Side side, Reader source) {
        this.orphans = orphans;
        this.side = side;
        this.source = source;
        this.parentColumns = parent.columnsOf(orphans.reference().parentColumns());
        // Only whether there is a row matters; a line needs a field all the same.
        KeyForm own = orphans.dialect().form(parentColumns);
        this.parents = Query.of(parent, KeyFields.of(parentColumns, own), List.of());
        this.form = orphans.dialect().form(orphans.columns(), parentColumns);
        this.tally = new KeyTally(form.integer());
    }

    /** The number of orphan rows whose parent the source has. */
    long countAnswered(Reader target) {
        KeyColumns columns = KeyFields.leading(form);
        target.read(orphans.keys(form), batch -> accept(batch, columns));
        ask();
        return answered;
    }

    private void accept(LineBatch batch, KeyColumns columns) {
        KeyBatch keys = KeyFields.read(columns, batch);
        for (int i = 0; i < keys.size(); i++) {
            if (tally.distinct() == KEYS_PER_QUESTION && !tally.contains(keys, i)) {
                ask();
            }
            tally.add(keys, i);
        }
    }

    private void ask() {
        if (tally.distinct() == 0) {
            return;
        }
        answered += tally.rows() - tally.rowsOf(unanswered());
        tally.clear();
    }

    private KeyBatch unanswered() {
        try {
            return source.lookup(parents, new Asked(parentColumns, form, tally.keys()), batch -> {});
        } catch (SqlFailure e) {
            throw side.failure(orphans.reference().toString(), e);
        }
    }
}
