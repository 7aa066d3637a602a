package io.tranche.proof.scenario;

import io.tranche.config.Vendor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A scenario file.
 *
 * <pre>
 * promise:  what is shown
 * only:     [mariadb, mysql]         vendors, if not all
 * since:    12                       the oldest version of the server that has what the schema needs
 * schema:   statements, each ended by a semicolon at the end of a line; schema_mysql etc. go before it
 * rows:     statements
 * series:   [{into: "items (id, name)", from: 1, to: 9, values: "{n}, 'x{n}'"}]      generated rows
 * target:   same (the default: tables with references), copy_schema (none), or statements
 * rules:    schema.yml as text
 * tables:   [a, b]                   --tables
 * set:      {name: value}            --set
 * expect:
 *   rows:    {table: [first column of each row], table: count, table: any}    tables that are not named must be empty
 *   altered: [table]                 whose rows differ from the source's on purpose
 *   queries: {"SELECT …": [first column of each row]}    on the target
 *   selected: {table: count}         as reported
 *   orphans: {"child(column) → parent(column)": count}   source orphans as reported; others must be 0
 *   notices: [part of a text]
 *   refusal: [part of a text]        nothing was written
 * </pre>
 */
record Scenario(String name, Map<String, Object> content) {
    private static final Set<String> KEYS = Set.of(
            "promise",
            "only",
            "since",
            "schema",
            "schema_mysql",
            "schema_mariadb",
            "schema_postgresql",
            "rows",
            "series",
            "target",
            "rules",
            "tables",
            "set",
            "expect");
    private static final Set<String> EXPECTATIONS =
            Set.of("rows", "altered", "queries", "selected", "orphans", "notices", "refusal");
    private static final int ROWS_A_STATEMENT = 1000;

    static List<Scenario> all() throws IOException {
        List<Scenario> scenarios = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/scenarios"))) {
            for (Path file : files.sorted().toList()) {
                scenarios.add(read(file));
            }
        }
        return scenarios;
    }

    private static Scenario read(Path file) throws IOException {
        Map<String, Object> content = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        Scenario scenario = new Scenario(file.getFileName().toString().replace(".yml", ""), content);
        refuseUnknown(file, content, KEYS);
        refuseUnknown(file, scenario.map("expect"), EXPECTATIONS);
        return scenario;
    }

    private static void refuseUnknown(Path file, Map<String, Object> found, Set<String> known) {
        if (!known.containsAll(found.keySet())) {
            throw new IllegalArgumentException(file + " has keys that mean nothing: " + found.keySet());
        }
    }

    boolean runsOn(Vendor vendor, int version) {
        return (!content.containsKey("only") || list(content, "only").contains(lower(vendor)))
                && version >= (Integer) content.getOrDefault("since", 0);
    }

    List<String> schema(Vendor vendor) {
        String own = "schema_" + lower(vendor);
        return statements(content.containsKey(own) ? own : "schema");
    }

    List<String> rows() {
        List<String> statements = new ArrayList<>(statements("rows"));
        for (Object series : (List<?>) content.getOrDefault("series", List.of())) {
            addSeries((Map<?, ?>) series, statements);
        }
        return statements;
    }

    private static void addSeries(Map<?, ?> series, List<String> statements) {
        int last = (Integer) series.get("to");
        for (int first = (Integer) series.get("from"); first <= last; first += ROWS_A_STATEMENT) {
            List<String> tuples = new ArrayList<>();
            for (int number = first; number <= Math.min(last, first + ROWS_A_STATEMENT - 1); number++) {
                tuples.add("(" + fill(series.get("values").toString(), number) + ")");
            }
            statements.add("INSERT INTO " + series.get("into") + " VALUES " + String.join(", ", tuples));
        }
    }

    private static String fill(String values, int number) {
        return values.replace("{n}", Integer.toString(number)).replace("{n-1}", Integer.toString(number - 1));
    }

    /** How the target is made; {@code same}, {@code copy_schema}, or statements. */
    String target() {
        return (String) content.getOrDefault("target", "same");
    }

    List<String> targetStatements() {
        return statements("target");
    }

    String rules() {
        return (String) content.getOrDefault("rules", "");
    }

    List<String> tables() {
        return list(content, "tables");
    }

    Map<String, String> set() {
        Map<String, String> values = new LinkedHashMap<>();
        map("set").forEach((name, value) -> values.put(name, value.toString()));
        return values;
    }

    Map<String, Object> expect(String part) {
        return asMap(map("expect").get(part));
    }

    List<String> expected(String part) {
        return list(map("expect"), part);
    }

    private Map<String, Object> map(String key) {
        return asMap(content.get(key));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    private static List<String> list(Map<String, Object> from, String key) {
        return ((List<?>) from.getOrDefault(key, List.of()))
                .stream().map(String::valueOf).toList();
    }

    private List<String> statements(String key) {
        return Stream.of(((String) content.getOrDefault(key, "")).split(";\\s*(\n|$)"))
                .filter(statement -> !statement.isBlank())
                .toList();
    }

    private static String lower(Vendor vendor) {
        return vendor.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return name + ": " + content.get("promise");
    }
}
