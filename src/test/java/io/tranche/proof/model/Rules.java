package io.tranche.proof.model;

import java.util.Map;
import java.util.Optional;

/**
 * A whole schema.yml.
 *
 * @param tables choices by table
 * @param masks SQL by table and column
 * @param fallback for tables that are not named; if empty, all are named
 */
public record Rules(Map<String, Choice> tables, Map<String, Map<String, String>> masks, Optional<Choice> fallback) {
    public Rules {
        tables = Map.copyOf(tables);
        masks = Map.copyOf(masks);
    }

    public Choice of(String table) {
        return tables.getOrDefault(table, fallback.orElse(Choice.UPON_REQUEST));
    }
}
