package io.tranche.copy;

import io.tranche.catalog.Column;
import io.tranche.dialect.Asked;
import io.tranche.dialect.Carried;
import io.tranche.dialect.KeyForm;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.plan.Identity;
import io.tranche.plan.TablePlan;
import io.tranche.row.KeyBatch;
import io.tranche.row.KeyColumns;
import io.tranche.row.LineBatch;
import io.tranche.row.RowForm;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Compares rows of the target, some at a time, with the source's rows of the same keys, byte for byte as they travel. One
 * thread.
 */
final class Comparison {
    /** Rows that are looked up in one go. */
    private static final int BATCH = 10_000;

    private final Query query;
    private final List<Column> key;
    private final KeyForm form;
    private final KeyColumns keyColumns;
    private final RowDigest digest;
    private final Reader source;
    private final Outcome outcome;

    private List<KeyBatch> keys = new ArrayList<>();
    private List<ByteBuffer> contents = new ArrayList<>();

    /** Takes what was found. */
    interface Outcome {
        /** @param stale keys of rows that the source has otherwise, or not at all */
        void found(KeyBatch equal, KeyBatch stale);
    }

    /** @param table planned with a claim by key */
    Comparison(Workshop workshop, TablePlan table, Reader source, Outcome outcome) {
        Identity.ByKey identity = (Identity.ByKey) table.identity();
        this.query = comparable(table.query());
        this.key =
                table.table().columnsOf(table.table().identity().orElseThrow().columns());
        this.form = workshop.form(key);
        this.keyColumns = identity.key().columns();
        this.digest = new RowDigest(table.carried().size());
        this.source = source;
        this.outcome = outcome;
    }

    /**
     * The query without the conditions of references: they are the user's SQL, and nothing of the row. As text, for it is lines
     * that are compared.
     */
    static Query comparable(Query query) {
        List<Carried> carried = query.carried().stream()
                .map(field -> field instanceof Carried.Condition ? new Carried.Condition("1 = 1") : field)
                .toList();
        return new Query(
                query.table(),
                carried,
                query.columns(),
                List.of(),
                query.range(),
                List.of(),
                OptionalLong.empty(),
                query.perParent(),
                RowForm.TEXT);
    }

    /** Takes rows of the target. */
    void accept(LineBatch batch) {
        KeyBatch found = keyColumns.read(batch).keys();
        keys.add(found);
        for (int row = 0; row < batch.rows(); row++) {
            contents.add(digest.of(batch, row));
        }
        if (contents.size() >= BATCH) {
            compare();
        }
    }

    void finish() {
        if (!contents.isEmpty()) {
            compare();
        }
    }

    private void compare() {
        KeyBatch asked = KeyBatch.union(keys);
        if (asked.size() != contents.size()) {
            throw new IllegalStateException("a row of " + query.table().name() + " has no key");
        }
        Map<Object, Integer> places = new HashMap<>();
        BitSet stale = new BitSet();
        for (int i = 0; i < asked.size(); i++) {
            places.put(asked.value(i), i);
        }
        BitSet equal = new BitSet();
        source.readMatching(query, new Asked(key, form, asked), batch -> {
            KeyBatch found = keyColumns.read(batch).keys();
            for (int row = 0; row < batch.rows(); row++) {
                Integer place = places.get(found.value(row));
                if (place != null && digest.of(batch, row).equals(contents.get(place))) {
                    equal.set(place);
                }
            }
        });
        stale.set(0, asked.size());
        stale.andNot(equal);
        outcome.found(asked.only(equal), asked.only(stale));
        keys = new ArrayList<>();
        contents = new ArrayList<>();
    }
}
