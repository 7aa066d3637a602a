package io.tranche.proof.site;

import io.tranche.proof.model.Case;
import io.tranche.proof.model.Choice;
import io.tranche.proof.model.Predicate;
import io.tranche.proof.model.Ref;
import io.tranche.proof.model.Rules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes a case's rules as a user would write them in schema.yml. */
public final class SchemaYaml {
    private final Case given;
    private final Map<String, Object> named = new LinkedHashMap<>();

    private SchemaYaml(Case given) {
        this.given = given;
    }

    public static String of(Case given) {
        return new SchemaYaml(given).text();
    }

    private String text() {
        Map<String, Object> file = new LinkedHashMap<>();
        Rules rules = given.rules();
        Map<String, Object> tables = new LinkedHashMap<>();
        for (var table : given.tables()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            if (rules.tables().containsKey(table.name())) {
                entry.putAll(entry(rules.of(table.name())));
            }
            if (rules.masks().containsKey(table.name())) {
                entry.put("mask", escaped(rules.masks().get(table.name())));
            }
            if (!entry.isEmpty()) {
                tables.put(table.name(), entry);
            }
        }
        rules.fallback()
                .ifPresent(fallback -> file.put("default", entry(fallback).get("rule")));
        file.put("rules", named);
        file.put("tables", tables);
        file.put("references", references());
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.AUTO);
        options.setAllowUnicode(true);
        return new Yaml(options).dump(file);
    }

    private static Map<String, String> escaped(Map<String, String> masks) {
        Map<String, String> escaped = new LinkedHashMap<>();
        masks.forEach((column, mask) -> escaped.put(column, mask.replace("%", "%%")));
        return escaped;
    }

    private Map<String, Object> entry(Choice choice) {
        if (choice instanceof Choice.Own own) {
            return own(own);
        }
        if (choice instanceof Choice.Join join) {
            return join(join);
        }
        return new LinkedHashMap<>(Map.of("rule", "upon_request"));
    }

    private Map<String, Object> own(Choice.Own own) {
        Map<String, Object> entry = new LinkedHashMap<>();
        String where = sql(own.where(), own.spelling());
        if (own.spelling() == Choice.Spelling.NAMED) {
            String name = "rule " + (named.size() + 1);
            named.put(name, new LinkedHashMap<>(Map.of("where", where)));
            entry.put("rule", name);
        } else {
            entry.put("where", where);
        }
        order(entry, own.ordering());
        own.limit().ifPresent(limit -> entry.put("limit", limit));
        own.sample().ifPresent(percent -> entry.put("sample", percent + "%"));
        own.keys()
                .ifPresent(keys ->
                        entry.put("keys", keys.stream().map(SchemaYaml::key).toList()));
        return entry;
    }

    private static Object key(List<Long> key) {
        return key.size() == 1 ? key.get(0) : key;
    }

    private static String sql(Predicate where, Choice.Spelling spelling) {
        String marker = "\u0001";
        return switch (spelling) {
            case QUALIFIED -> where.sql(marker).replace("%", "%%").replace(marker, "%table_name%.");
            case NAMED, INLINE -> where.sql("").replace("%", "%%");
        };
    }

    private static void order(Map<String, Object> entry, Choice.Ordering ordering) {
        if (!ordering.terms().isEmpty()) {
            entry.put("order_by", ordering.sql());
        }
    }

    private Map<String, Object> join(Choice.Join join) {
        Ref reference = given.reference(join.reference());
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("rule", "join");
        entry.put("table", reference.parent());
        List<String> columns = reference.childColumns();
        entry.put("reference", columns.size() == 1 ? columns.get(0) : columns);
        if (join.of() == Choice.Of.COPIED) {
            entry.put("of", "copied");
        }
        if (join.perParent().isPresent()) {
            Map<String, Object> first = new LinkedHashMap<>();
            first.put("limit", join.perParent().getAsInt());
            order(first, join.ordering());
            entry.put("per_parent", first);
        }
        join.limit().ifPresent(limit -> {
            entry.put("limit", limit);
            order(entry, join.ordering());
        });
        return entry;
    }

    private List<Map<String, Object>> references() {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (Ref reference : given.references()) {
            boolean isPlain =
                    reference.origin() == Ref.Origin.DECLARED && reference.treatment() == Ref.Treatment.FOLLOWED;
            if (!isPlain && reference.origin() != Ref.Origin.JOIN_ONLY) {
                entries.add(reference(reference));
            }
        }
        return entries;
    }

    private static Map<String, Object> reference(Ref reference) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("table", reference.child());
        entry.put("columns", reference.childColumns());
        entry.put("parent", reference.parent());
        entry.put("parent_columns", reference.parentColumns());
        reference.when().ifPresent(when -> entry.put("when", when.sql("").replace("%", "%%")));
        switch (reference.treatment()) {
            case FOLLOWED -> {}
            case CUT -> entry.put("follow", false);
            case SET_NULL -> entry.put("set_null", true);
        }
        return entry;
    }
}
