package io.tranche.config;

import io.tranche.config.SyncRules.Keyless;
import io.tranche.config.SyncRules.SyncRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The section {@code sync:} of schema.yml. */
final class SyncRulesReader {
    private static final List<String> KEYS = List.of("default", "tables", "keyless", "scratch", "full_check");
    private static final int MOST_RUNS = 1_000_000;

    private SyncRulesReader() {}

    /** What is said; a part that is wrong adds a problem and keeps its default. */
    static SyncRules read(Value value) {
        return value.section(KEYS).map(SyncRulesReader::read).orElse(SyncRules.NONE);
    }

    private static SyncRules read(Section section) {
        Optional<SyncRule> defaultRule = section.given("default")
                .flatMap(given -> SyncStrategyReader.read(given).map(read -> new SyncRule(read, given.place())));
        return new SyncRules(
                defaultRule.orElse(SyncRules.NONE.defaultRule()),
                Optional.empty(),
                tables(section),
                section.given("keyless").flatMap(SyncRulesReader::keyless).orElse(SyncRules.NONE.keyless()),
                section.given("scratch").flatMap(given -> given.filledText("a connection's name, or a URL")),
                section.given("full_check")
                        .map(given -> given.wholeNumber(1, MOST_RUNS))
                        .filter(number -> number.isPresent())
                        .map(number -> (int) number.getAsLong())
                        .orElse(SyncRules.NONE.fullCheckEvery()));
    }

    private static Map<String, SyncRule> tables(Section section) {
        Map<String, SyncRule> tables = new LinkedHashMap<>();
        section.given("tables")
                .flatMap(value -> value.mapping("a mapping of tables to strategies"))
                .ifPresent(given -> given.entries().forEach((table, value) -> {
                    if (table.isBlank()) {
                        value.problem("A table needs a name.", "");
                    }
                    SyncStrategyReader.read(value)
                            .ifPresent(read -> tables.put(table, new SyncRule(read, value.place())));
                }));
        return tables;
    }

    private static Optional<Keyless> keyless(Value value) {
        Optional<String> text =
                value.filledText("compare or skip").map(word -> word.strip().toLowerCase(Locale.ROOT));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return switch (text.get()) {
            case "compare" -> Optional.of(Keyless.COMPARE);
            case "skip" -> Optional.of(Keyless.SKIP);
            default -> {
                value.problem(Quoted.of(value.written()) + " is not compare or skip.", "");
                yield Optional.empty();
            }
        };
    }
}
