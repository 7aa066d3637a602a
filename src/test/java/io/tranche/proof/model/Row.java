package io.tranche.proof.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A row: values by column, in the table's order. */
public record Row(Map<String, Value> values) {
    public Row {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public Value get(String column) {
        return values.get(column);
    }

    public long number() {
        return (Long) values.get(TableShape.ROW_NO).key().orElseThrow();
    }

    /** The values of these columns as the server compares them; empty if one of them is NULL. */
    public Optional<List<Object>> key(List<String> columns) {
        List<Object> key = new ArrayList<>();
        for (String column : columns) {
            Value value = get(column);
            if (value.isNull()) {
                return Optional.empty();
            }
            key.add(value.key().orElseThrow());
        }
        return Optional.of(key);
    }

    /** The literals of these columns: two that the server compares as equal may differ here. */
    public List<String> spelling(List<String> columns) {
        return columns.stream().map(column -> get(column).sql()).toList();
    }

    public Row with(String column, Value value) {
        Map<String, Value> changed = new LinkedHashMap<>(values);
        changed.put(column, value);
        return new Row(changed);
    }

    public Row without(String column) {
        Map<String, Value> changed = new LinkedHashMap<>(values);
        changed.remove(column);
        return new Row(changed);
    }
}
