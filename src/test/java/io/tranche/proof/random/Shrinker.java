package io.tranche.proof.random;

import io.tranche.proof.model.Case;
import io.tranche.proof.model.Choice;
import io.tranche.proof.model.ColumnShape;
import io.tranche.proof.model.Ref;
import io.tranche.proof.model.Row;
import io.tranche.proof.model.Rules;
import io.tranche.proof.model.TableShape;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Makes a failing case smaller for as long as it fails, within a time. */
final class Shrinker {
    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("tranche.random.shrink", 60));
    private final Predicate<Case> fails;
    private final Instant end = Instant.now().plus(PATIENCE);

    Shrinker(Predicate<Case> fails) {
        this.fails = fails;
    }

    Case shrink(Case failing) {
        Case smallest = failing;
        boolean shrank = true;
        while (shrank && Instant.now().isBefore(end)) {
            shrank = false;
            for (Case smaller : smaller(smallest)) {
                if (Instant.now().isBefore(end) && fails.test(smaller)) {
                    smallest = smaller;
                    shrank = true;
                    break;
                }
            }
        }
        return smallest;
    }

    /** Simpler cases, the boldest first. */
    private static List<Case> smaller(Case given) {
        List<Case> smaller = new ArrayList<>();
        given.tables().forEach(table -> smaller.add(withoutTable(given, table.name())));
        given.references().forEach(reference -> smaller.add(withoutReference(given, reference)));
        given.tables().forEach(table -> addSimplerRules(given, table.name(), smaller));
        given.tables().forEach(table -> addFewerRows(given, table.name(), smaller));
        given.tables().forEach(table -> addFewerColumns(given, table, smaller));
        return smaller;
    }

    private static Case withoutTable(Case given, String name) {
        Case bare = given;
        for (Ref reference : given.references()) {
            if (reference.touches(name)) {
                bare = withoutReference(bare, reference);
            }
        }
        Map<String, List<Row>> rows = new LinkedHashMap<>(bare.rows());
        rows.remove(name);
        return new Case(
                bare.vendor(),
                bare.tables().stream()
                        .filter(table -> !table.name().equals(name))
                        .toList(),
                bare.references(),
                rows,
                without(bare.rules(), name));
    }

    private static Rules without(Rules rules, String table) {
        Map<String, Choice> choices = new HashMap<>(rules.tables());
        choices.remove(table);
        Map<String, Map<String, String>> masks = new HashMap<>(rules.masks());
        masks.remove(table);
        return new Rules(choices, masks, rules.fallback());
    }

    private static Case withoutReference(Case given, Ref dropped) {
        Case bare = given.withReferences(reference -> !reference.equals(dropped));
        for (TableShape table : given.tables()) {
            if (given.rules().of(table.name()) instanceof Choice.Join join
                    && join.reference().equals(dropped.name())) {
                bare = bare.withChoice(table.name(), Choice.UPON_REQUEST);
            }
        }
        return bare;
    }

    private static void addSimplerRules(Case given, String table, List<Case> smaller) {
        Choice choice = given.rules().of(table);
        Choice full = Choice.Own.where(new io.tranche.proof.model.Predicate.Always(true), Choice.Spelling.INLINE);
        boolean isJoined = given.tables().stream()
                .anyMatch(other -> given.rules().of(other.name()) instanceof Choice.Join join
                        && given.reference(join.reference()).parent().equals(table));
        if (!isJoined && !(choice instanceof Choice.UponRequest)) {
            smaller.add(given.withChoice(table, Choice.UPON_REQUEST));
        }
        if (!(choice instanceof Choice.UponRequest) && !choice.equals(full)) {
            smaller.add(given.withChoice(table, full));
        }
        if (given.rules().masks().containsKey(table)) {
            Map<String, Map<String, String>> masks = new HashMap<>(given.rules().masks());
            masks.remove(table);
            smaller.add(given.withRules(
                    new Rules(given.rules().tables(), masks, given.rules().fallback())));
        }
    }

    private static void addFewerRows(Case given, String table, List<Case> smaller) {
        List<Row> rows = given.rows().get(table);
        int size = rows.size();
        if (size > 3) {
            smaller.add(given.withRows(table, rows.subList(0, size / 2)));
            smaller.add(given.withRows(table, rows.subList(size / 2, size)));
            return;
        }
        for (int dropped = 0; dropped < size; dropped++) {
            List<Row> fewer = new ArrayList<>(rows);
            fewer.remove(dropped);
            smaller.add(given.withRows(table, fewer));
        }
    }

    private static void addFewerColumns(Case given, TableShape table, List<Case> smaller) {
        for (ColumnShape column : table.columns()) {
            if (column.name().startsWith("p")) {
                List<TableShape> tables = given.tables().stream()
                        .map(other -> other == table ? table.withoutColumn(column.name()) : other)
                        .toList();
                List<Row> rows = given.rows().get(table.name()).stream()
                        .map(row -> row.without(column.name()))
                        .toList();
                smaller.add(new Case(given.vendor(), tables, given.references(), given.rows(), given.rules())
                        .withRows(table.name(), rows));
            }
        }
    }
}
