package io.tranche.config;

import io.tranche.config.SchemaRules.DefaultRule;
import io.tranche.config.SchemaRules.NamedRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** schema.yml. */
final class SchemaRulesReader {
    private static final List<String> KEYS = List.of("rules", "default", "tables", "references", "sync");

    private SchemaRulesReader() {}

    /**
     * Reads the file's text.
     *
     * @param scope its {@code where} is the file's name in messages
     * @return what could be read; empty where the file as a whole cannot be. Problems are added to the scope's
     */
    static Optional<SchemaRules> read(String text, Scope scope) {
        return YamlFile.parse(text, new Reading(scope, YamlMask.of(text)))
                .flatMap(root -> root.section(KEYS))
                .map(section -> read(section, scope.where()));
    }

    private static SchemaRules read(Section section, String file) {
        Map<String, NamedRule> rules = new LinkedHashMap<>();
        Optional<Section> defined =
                section.given("rules").flatMap(value -> value.mapping("a mapping of names to rules"));
        defined.ifPresent(given -> given.entries()
                .forEach((name, value) -> readRule(name, value).ifPresent(rule -> rules.put(name, rule))));
        RuleNames names =
                new RuleNames(defined.map(given -> given.entries().keySet()).orElse(Set.of()));
        Optional<DefaultRule> defaultRule = section.given("default").flatMap(value -> defaultRule(value, names));
        // a default that is wrong is a problem already: tables are read as if there were one
        Optional<String> standIn = defaultRule.map(DefaultRule::rule).or(() -> section.given("default")
                .map(value -> TableRule.UPON_REQUEST));
        Map<String, TableRule> tables = tables(section, new TableRuleReader(names, standIn));
        List<ReferenceRule> references = references(section);
        rules.putAll(names.builtIn(file));
        SyncRules sync = section.given("sync").map(SyncRulesReader::read).orElse(SyncRules.NONE);
        return new SchemaRules(file, rules, defaultRule, tables, references, sync);
    }

    private static Optional<NamedRule> readRule(String name, Value value) {
        if (RuleNames.RESERVED.contains(name)) {
            value.problem("The name `" + name + "` is reserved.", "Give the rule another name.");
            return Optional.empty();
        }
        if (name.isBlank()) {
            value.problem("A rule needs a name.", "");
        }
        return value.section(ChoiceReader.KEYS).flatMap(section -> {
            Choice choice = ChoiceReader.read(section);
            if (!ChoiceReader.says(section)) {
                value.problem("This rule says nothing.", "Add one of " + Value.list(ChoiceReader.KEYS) + ".");
            }
            return Optional.of(new NamedRule(name, choice, value.place()));
        });
    }

    private static Optional<DefaultRule> defaultRule(Value value, RuleNames names) {
        Optional<String> name = names.read(value);
        if (name.filter(TableRule.JOIN::equals).isPresent()) {
            value.problem("`join` cannot be the default: each join names its parent.", "Use another rule.");
            return Optional.empty();
        }
        return name.map(rule -> new DefaultRule(rule, value.place()));
    }

    private static Map<String, TableRule> tables(Section section, TableRuleReader reader) {
        Map<String, TableRule> tables = new LinkedHashMap<>();
        section.given("tables")
                .flatMap(value -> value.mapping("a mapping of tables to rules"))
                .ifPresent(given -> given.entries().forEach((table, value) -> {
                    if (table.isBlank()) {
                        value.problem("A table needs a name.", "");
                    }
                    reader.read(table, value).ifPresent(rule -> tables.put(table, rule));
                }));
        return tables;
    }

    private static List<ReferenceRule> references(Section section) {
        List<ReferenceRule> references = new ArrayList<>();
        ReferenceRuleReader reader = new ReferenceRuleReader();
        section.given("references").ifPresent(value -> {
            if (!value.isList()) {
                value.refuseKind("a list of references: `- {from: table.column, to: table.column}`");
                return;
            }
            value.items("a list").orElse(List.of()).forEach(item -> reader.read(item)
                    .ifPresent(references::add));
        });
        return references;
    }
}
