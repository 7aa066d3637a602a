package io.tranche.proof.random;

import io.tranche.proof.model.Case;
import io.tranche.proof.model.Row;
import io.tranche.proof.model.TableShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What a case's database may have held some time before: some rows as now, some otherwise, some others. */
final class RandomPast {
    private RandomPast() {}

    static Case of(Random random, Case now) {
        Case others = new RandomRows(
                        random, new Case(now.vendor(), now.tables(), now.references(), Map.of(), now.rules()))
                .fill();
        Case past = now;
        for (TableShape table : now.tables()) {
            List<Row> rows = new ArrayList<>();
            now.rows().get(table.name()).stream()
                    .filter(row -> random.nextInt(100) < 75)
                    .forEach(rows::add);
            others.rows().get(table.name()).stream()
                    .filter(row -> random.nextInt(100) < 50)
                    .forEach(rows::add);
            Collections.shuffle(rows, random);
            past = past.withRows(table.name(), rows);
        }
        return RandomRows.distinct(past);
    }
}
