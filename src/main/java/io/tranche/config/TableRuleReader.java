package io.tranche.config;

import io.tranche.config.TableRule.Join;
import io.tranche.config.TableRule.Of;
import io.tranche.config.TableRule.PerParent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One entry of {@code tables:}. What is wrong adds a problem; what is built in spite of it is not used. */
final class TableRuleReader {
    private static final List<String> JOIN_KEYS = List.of("table", "reference", "of", "per_parent");
    private static final List<String> KEYS = keys();

    private final RuleNames ruleNames;
    private final Optional<String> defaultRule;

    /** @param defaultRule for entries that only say how to mask */
    TableRuleReader(RuleNames ruleNames, Optional<String> defaultRule) {
        this.ruleNames = ruleNames;
        this.defaultRule = defaultRule;
    }

    private static List<String> keys() {
        List<String> keys = new ArrayList<>(List.of("rule"));
        keys.addAll(ChoiceReader.KEYS);
        keys.addAll(JOIN_KEYS);
        keys.add("mask");
        return List.copyOf(keys);
    }

    Optional<TableRule> read(String table, Value value) {
        if (value.isScalar()) {
            return ruleNames.read(value).flatMap(rule -> fromName(table, rule, value));
        }
        if (value.isNull()) {
            return Optional.of(rule(table, ruleOrDefault(Optional.empty(), value), value.place()));
        }
        return value.section(KEYS).map(section -> fromSection(table, section));
    }

    private Optional<TableRule> fromName(String table, String rule, Value value) {
        if (rule.equals(TableRule.JOIN)) {
            value.problem("A join needs its parent.", "Write {rule: join, table: parent, reference: column}.");
            return Optional.empty();
        }
        return Optional.of(rule(table, Optional.of(rule), value.place()));
    }

    private static TableRule rule(String table, Optional<String> rule, Place place) {
        return new TableRule(table, rule, Choice.NONE, Optional.empty(), Map.of(), place);
    }

    private TableRule fromSection(String table, Section section) {
        Choice choice = ChoiceReader.read(section);
        Optional<String> own = section.get("rule").flatMap(ruleNames::read);
        boolean chooses = section.has("rule")
                || ChoiceReader.says(section)
                || JOIN_KEYS.stream().anyMatch(section::has);
        Optional<String> rule = chooses ? own : ruleOrDefault(own, section.self());
        refuseUselessChoice(section, own);
        boolean joins = own.filter(TableRule.JOIN::equals).isPresent();
        if (!joins && (own.isPresent() || !section.has("rule"))) {
            refuseJoinKeys(section);
        }
        Optional<Join> join = joins ? join(section) : Optional.empty();
        return new TableRule(
                table, rule, choice, join, mask(section), section.self().place());
    }

    private Optional<String> ruleOrDefault(Optional<String> own, Value value) {
        if (own.isEmpty() && defaultRule.isEmpty()) {
            value.problem(
                    "This table has no rule, and there is no `default:`.",
                    "Add `rule:`, or one of " + Value.list(ChoiceReader.KEYS) + ".");
        }
        return own.or(() -> defaultRule);
    }

    private static void refuseUselessChoice(Section section, Optional<String> rule) {
        if (rule.filter(TableRule.UPON_REQUEST::equals).isEmpty()) {
            return;
        }
        for (String key : ChoiceReader.KEYS) {
            section.get(key)
                    .ifPresent(value -> value.problem(
                            "`" + key + "` has no effect with `rule: upon_request`, which chooses no rows.",
                            "Delete one of the two."));
        }
    }

    private static void refuseJoinKeys(Section section) {
        if (section.get("rule").isEmpty() && section.has("table")) {
            section.self().problem("`table` belongs to a join.", "Add `rule: join`.");
            return;
        }
        for (String key : JOIN_KEYS) {
            section.get(key)
                    .ifPresent(value ->
                            value.problem("`" + key + "` belongs to `rule: join`.", "Delete it, or use that rule."));
        }
    }

    private static Optional<Join> join(Section section) {
        Optional<Value> table = section.get("table");
        if (table.isEmpty()) {
            section.self().problem("A join needs its parent.", "Add `table: parent`.");
        }
        List<String> reference = section.get("reference")
                .flatMap(value -> columns(value, "a column, or a list of columns"))
                .orElse(List.of());
        Of of = section.get("of").flatMap(TableRuleReader::of).orElse(Of.SELECTED);
        Optional<PerParent> perParent = section.get("per_parent").flatMap(TableRuleReader::perParent);
        return table.flatMap(value -> value.filledText("a table's name"))
                .map(parent -> new Join(
                        parent, reference, of, perParent, section.self().place()));
    }

    /** Columns in order, none twice. */
    static Optional<List<String>> columns(Value value, String wanted) {
        Optional<List<String>> columns = value.texts(wanted);
        if (columns.isPresent()
                && new HashSet<>(columns.get()).size() < columns.get().size()) {
            value.problem("A column stands twice.", "Name each column once.");
        }
        return columns;
    }

    private static Optional<Of> of(Value value) {
        Optional<String> text =
                value.filledText("selected or copied").map(word -> word.strip().toLowerCase(Locale.ROOT));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return switch (text.get()) {
            case "selected" -> Optional.of(Of.SELECTED);
            case "copied" -> Optional.of(Of.COPIED);
            default -> {
                value.problem(Quoted.of(value.written()) + " is not selected or copied.", "");
                yield Optional.empty();
            }
        };
    }

    private static Optional<PerParent> perParent(Value value) {
        return value.section(List.of("limit", "order_by")).flatMap(section -> {
            if (!section.has("limit")) {
                value.problem("`per_parent` needs a `limit`.", "Write {limit: 5, order_by: created_at DESC}.");
            }
            OptionalLong limit = section.get("limit")
                    .map(given -> given.wholeNumber(1, Long.MAX_VALUE))
                    .orElse(OptionalLong.empty());
            Optional<String> orderBy = ChoiceReader.sql(section, "order_by");
            return limit.isPresent() ? Optional.of(new PerParent(limit.getAsLong(), orderBy)) : Optional.empty();
        });
    }

    private static Map<String, String> mask(Section section) {
        Map<String, String> mask = new LinkedHashMap<>();
        section.given("mask")
                .flatMap(value -> value.mapping("a mapping of columns to SQL"))
                .ifPresent(given -> given.entries()
                        .forEach((column, value) -> expression(value).ifPresent(sql -> mask.put(column, sql))));
        return mask;
    }

    /** SQL; YAML's {@code null} is SQL's. */
    private static Optional<String> expression(Value value) {
        return value.isNull() && !value.isBlank() ? Optional.of("NULL") : value.filledText("SQL");
    }
}
