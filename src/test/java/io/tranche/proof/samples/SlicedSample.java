package io.tranche.proof.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.proof.samples.Sample.ForeignKey;
import io.tranche.proof.site.PlainRows;
import io.tranche.proof.site.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges a slice whose databases cannot be joined in one query: rows and keys are read, and compared here by their bytes. */
record SlicedSample(PlainRows rows, Sql sql, Sample sample, String target, SampleRules rules, String which) {
    void check() throws SQLException {
        for (ForeignKey key : sample.foreignKeys()) {
            assertEquals(Set.of(), ownOrphans(key), which + ": orphans of " + key);
        }
        for (String table : sample.keys().keySet()) {
            checkUnasked(table);
        }
    }

    /** Keys that the target's children ask for, that the source has a row for, and the target has not. */
    private Set<String> ownOrphans(ForeignKey key) throws SQLException {
        Set<String> missing = asked(key);
        missing.retainAll(keys(sample.database(), key.parent(), key.parentColumns()));
        missing.removeAll(keys(target, key.parent(), key.parentColumns()));
        return missing;
    }

    private void checkUnasked(String table) throws SQLException {
        Map<String, Integer> excused = counted(rows.query(
                sample.database(),
                "SELECT * FROM " + sql.quote(table) + " WHERE " + rules.selected(sample.database(), table)));
        List<ForeignKey> pointing = sample.foreignKeys().stream()
                .filter(key -> key.parent().equals(table))
                .toList();
        for (ForeignKey key : pointing) {
            Set<String> asked = asked(key);
            List<String> parents = keyed(target, table, key.parentColumns());
            List<String> whole = rows.query(target, "SELECT * FROM " + sql.quote(table));
            for (int row = 0; row < whole.size(); row++) {
                if (asked.contains(parents.get(row))) {
                    excused.merge(whole.get(row), 1, Integer::sum);
                }
            }
        }
        counted(rows.query(target, "SELECT * FROM " + sql.quote(table)))
                .forEach((row, count) -> assertTrue(
                        excused.getOrDefault(row, 0) >= count,
                        () -> which + ": " + table + " has a row that no rule and no reference asks for"));
    }

    private Set<String> asked(ForeignKey key) throws SQLException {
        Set<String> asked = keys(target, key.child(), key.childColumns());
        asked.removeIf(text -> text.contains("NULL"));
        return asked;
    }

    private Set<String> keys(String database, String table, List<String> columns) throws SQLException {
        return new HashSet<>(keyed(database, table, columns));
    }

    private List<String> keyed(String database, String table, List<String> columns) throws SQLException {
        String list = columns.stream().map(sql::quote).collect(Collectors.joining(", "));
        return new ArrayList<>(rows.query(database, "SELECT " + list + " FROM " + sql.quote(table)));
    }

    private static Map<String, Integer> counted(List<String> texts) {
        Map<String, Integer> counts = new HashMap<>();
        texts.forEach(text -> counts.merge(text, 1, Integer::sum));
        return counts;
    }
}
