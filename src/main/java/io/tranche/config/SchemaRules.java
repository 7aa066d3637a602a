package io.tranche.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * schema.yml: how rows are chosen. Names are as written; the plan resolves them against a catalog.
 *
 * @param file as the user named it
 * @param defaultRule for tables that are not named; without it each of them is an error
 * @param sync how tables are kept in step with their source
 */
public record SchemaRules(
        String file,
        Map<String, NamedRule> rules,
        Optional<DefaultRule> defaultRule,
        Map<String, TableRule> tables,
        List<ReferenceRule> references,
        SyncRules sync) {

    public record NamedRule(String name, Choice choice, Place place) {}

    public record DefaultRule(String rule, Place place) {}

    public SchemaRules {
        rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
        references = List.copyOf(references);
    }
}
