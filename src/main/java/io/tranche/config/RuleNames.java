package io.tranche.config;

import io.tranche.config.SchemaRules.NamedRule;
import io.tranche.error.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** The names that a table's {@code rule:} may have. {@code full} and {@code skip} are there without being defined. */
final class RuleNames {
    static final Set<String> RESERVED = Set.of(TableRule.UPON_REQUEST, TableRule.JOIN);

    private static final Map<String, String> BUILT_IN = Map.of("full", "1 = 1", "skip", "1 = 0");

    private final Set<String> defined;
    private final Set<String> builtInUsed = new LinkedHashSet<>();

    /** @param defined all names under {@code rules:}, also of those that are wrong */
    RuleNames(Collection<String> defined) {
        this.defined = Set.copyOf(defined);
    }

    /** The name that stands there, or empty with a problem added. */
    Optional<String> read(Value value) {
        Optional<String> name = value.filledText("the name of a rule").map(String::strip);
        if (name.isEmpty() || defined.contains(name.get()) || RESERVED.contains(name.get())) {
            return name;
        }
        if (BUILT_IN.containsKey(name.get())) {
            builtInUsed.add(name.get());
            return name;
        }
        refuse(value);
        return Optional.empty();
    }

    private void refuse(Value value) {
        List<String> known = new ArrayList<>(defined);
        known.addAll(RESERVED);
        known.addAll(BUILT_IN.keySet());
        known.sort(null);
        String hint = Nearest.hint(value.written(), known);
        value.problem(
                "There is no rule " + Quoted.of(value.written()) + ".",
                hint.isEmpty() ? "Define it under `rules:`, or use one of " + Value.list(known) + "." : hint);
    }

    /** The built-in rules that were named, as if they had been defined. */
    Map<String, NamedRule> builtIn(String file) {
        Map<String, NamedRule> rules = new LinkedHashMap<>();
        builtInUsed.forEach(name ->
                rules.put(name, new NamedRule(name, choice(BUILT_IN.get(name)), new Place(file, 0, "rules." + name))));
        return rules;
    }

    private static Choice choice(String where) {
        return new Choice(
                Optional.of(where), OptionalLong.empty(), Optional.empty(), OptionalDouble.empty(), Optional.empty());
    }
}
