package io.tranche.proof.samples;

import io.tranche.proof.samples.Sample.ForeignKey;
import io.tranche.proof.site.Sql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Random rules for a sample database.
 *
 * @param sql the server's
 * @param conditions SQL by table; tables that are not here are taken upon request or joined
 * @param joins over a foreign key to a parent with a condition
 */
record SampleRules(Sql sql, Map<String, String> conditions, Map<String, ForeignKey> joins) {
    static SampleRules random(Sample sample, Sql sql, long seed) {
        Random random = new Random(seed);
        Map<String, String> conditions = new LinkedHashMap<>();
        sample.keys().forEach((table, key) -> {
            int chance = random.nextInt(100);
            int divisor = List.of(2, 3, 5, 11).get(random.nextInt(4));
            if (chance < 33 && !key.isEmpty()) {
                conditions.put(table, sql.hash(key) + " % " + divisor + " = " + random.nextInt(divisor));
            } else if (chance < 40) {
                conditions.put(table, "1 = 1");
            } else if (chance < 50) {
                conditions.put(table, "1 = 0");
            }
        });
        Map<String, ForeignKey> joins = new LinkedHashMap<>();
        for (ForeignKey key : sample.foreignKeys()) {
            // a join to a table from which nothing is chosen is refused
            boolean fits = sample.keys().containsKey(key.child()) // else a partition's own
                    && !conditions.containsKey(key.child())
                    && !conditions.getOrDefault(key.parent(), "1 = 0").equals("1 = 0");
            if (fits && random.nextBoolean()) {
                joins.putIfAbsent(key.child(), key);
            }
        }
        return new SampleRules(sql, conditions, joins);
    }

    private String quoted(List<String> columns) {
        return columns.stream().map(sql::quote).collect(Collectors.joining(", "));
    }

    /** SQL over the source's own rows that holds for those that a rule selects. */
    String selected(String source, String table) {
        if (joins.containsKey(table)) {
            ForeignKey key = joins.get(table);
            return "(%s) IN (SELECT %s FROM %s WHERE %s)"
                    .formatted(
                            quoted(key.childColumns()),
                            quoted(key.parentColumns()),
                            sql.table(source, key.parent()),
                            conditions.get(key.parent()));
        }
        return conditions.getOrDefault(table, "1 = 0");
    }

    String yaml() {
        StringBuilder yaml = new StringBuilder("default: upon_request\ntables:\n");
        conditions.forEach((table, condition) -> yaml.append("  %s: {where: \"%s\"}\n"
                .formatted(table, condition.replace("%", "%%").replace("\"", "\\\""))));
        joins.forEach((table, key) -> yaml.append("  %s: {rule: join, table: %s, reference: [%s]}\n"
                .formatted(table, key.parent(), String.join(", ", key.childColumns()))));
        return yaml.toString();
    }
}
