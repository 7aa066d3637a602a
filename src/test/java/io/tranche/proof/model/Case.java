package io.tranche.proof.model;

import io.tranche.config.Vendor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A database and the rules to slice it by. */
public record Case(
        Vendor vendor, List<TableShape> tables, List<Ref> references, Map<String, List<Row>> rows, Rules rules) {
    public Case {
        tables = List.copyOf(tables);
        references = List.copyOf(references);
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }

    public TableShape table(String name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no table " + name));
    }

    public Ref reference(String name) {
        return references.stream()
                .filter(reference -> reference.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no reference " + name));
    }

    public Case withReferences(Predicate<Ref> kept) {
        return new Case(vendor, tables, references.stream().filter(kept).toList(), rows, rules);
    }

    public Case withRows(String table, List<Row> changed) {
        Map<String, List<Row>> all = new LinkedHashMap<>(rows);
        all.put(table, changed);
        return new Case(vendor, tables, references, all, rules);
    }

    public Case withRules(Rules changed) {
        return new Case(vendor, tables, references, rows, changed);
    }

    public Case withChoice(String table, Choice choice) {
        Map<String, Choice> choices = new LinkedHashMap<>(rules.tables());
        choices.put(table, choice);
        return withRules(new Rules(choices, rules.masks(), rules.fallback()));
    }
}
