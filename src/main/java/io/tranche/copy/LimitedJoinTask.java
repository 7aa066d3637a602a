package io.tranche.copy;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.dialect.Asked;
import io.tranche.dialect.Carried;
import io.tranche.dialect.KeyForm;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.ledger.UnitEntry;
import io.tranche.plan.Join;
import io.tranche.plan.TablePlan;
import io.tranche.progress.Phase;
import io.tranche.row.BatchHandler;
import io.tranche.row.KeyBatch;
import io.tranche.row.KeyColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * A join with a limit on the whole: of all children of all parents the first n. The parents may be too many for one statement,
 * so the server finds the first n children of each batch of parents, and then, as in a tournament, the first n of every two
 * batches' winners; only the server compares.
 */
final class LimitedJoinTask implements TaskSource.Task {
    private final Workshop workshop;
    private final Join join;
    private final String unit;
    private final TablePlan table;
    private final List<Column> key;
    private final KeyForm keyForm;
    private final long limit;

    LimitedJoinTask(Workshop workshop, Join join, String unit) {
        this.workshop = workshop;
        this.join = join;
        this.unit = unit;
        this.table = workshop.plan().table(join.to());
        Table child = table.table();
        this.key = child.columnsOf(child.identity()
                .orElseThrow(() -> new IllegalStateException("a limited join needs a key in " + child.name()))
                .columns());
        this.keyForm = workshop.form(key);
        this.limit = join.limit().orElseThrow();
    }

    @Override
    public void run(Station station) {
        List<KeyBatch> winners = new ArrayList<>();
        for (KeyBatch parents = take(); !parents.isEmpty(); parents = take()) {
            Asked asked = new Asked(table.table().columnsOf(join.toColumns()), join.form(), parents);
            winners.add(first(station.reader(), asked, Queries.conditions(join)));
        }
        while (winners.size() > 1) {
            KeyBatch both = KeyBatch.union(List.of(winners.remove(0), winners.remove(0)));
            winners.add(first(station.reader(), new Asked(key, keyForm, both), List.of()));
        }
        if (!winners.isEmpty()) {
            copy(station, winners.get(0));
        }
    }

    private void copy(Station station, KeyBatch keys) {
        int number = workshop.plan().links().toList().indexOf(join);
        long rows = new UnitRunner(workshop, Phase.COPY)
                .run(
                        unit,
                        table,
                        Mode.SELECT,
                        UnitEntry.Subject.LINK,
                        number,
                        station,
                        (plan, at, written, handler) ->
                                at.reader().readMatching(plan.query(), new Asked(key, keyForm, keys), handler));
        workshop.tally().found(join, rows);
    }

    private KeyBatch take() {
        return workshop.store().takeMissing(join.name(), join.space(), LookupTask.BATCH);
    }

    private KeyBatch first(Reader reader, Asked asked, List<String> conditions) {
        List<Carried> fields = IntStream.range(0, key.size())
                .<Carried>mapToObj(
                        i -> new Carried.KeyField(key.get(i), keyForm.fields().get(i)))
                .toList();
        Query query = new Query(
                table.table(),
                fields,
                List.of(),
                conditions,
                Optional.empty(),
                join.orderBy(),
                OptionalLong.of(limit),
                Optional.empty());
        KeyColumns columns = new KeyColumns(IntStream.range(0, key.size()).toArray(), keyForm.integer());
        List<KeyBatch> found = new ArrayList<>();
        BatchHandler collect = batch -> found.add(columns.read(batch).keys());
        reader.readMatching(query, asked, collect);
        return KeyBatch.union(found);
    }
}
