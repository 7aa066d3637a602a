package io.tranche.proof.random;

import io.tranche.proof.model.Case;
import io.tranche.proof.model.Choice;
import io.tranche.proof.model.Ref;
import io.tranche.proof.model.Row;
import io.tranche.proof.model.TableShape;
import io.tranche.proof.oracle.Expected;
import io.tranche.proof.oracle.Oracle;
import io.tranche.proof.site.Contents;
import io.tranche.report.SliceReport;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares a target with the oracle: complete, minimal, faithful, and reported as it is. */
final class Verdict {
    private final Case given;
    private final Contents contents;
    private final List<String> faults = new ArrayList<>();

    Verdict(Case given, Contents contents) {
        this.given = given;
        this.contents = contents;
    }

    /** What is wrong with the target and the report; empty if all is right. */
    List<String> faults(SliceReport report) throws SQLException {
        Expected expected = compareRows();
        compareCounts(report, expected);
        compareOrphans(report, expected);
        return faults;
    }

    /** What is wrong with the target's rows; empty if all is right. */
    List<String> faults() throws SQLException {
        compareRows();
        return faults;
    }

    private Expected compareRows() throws SQLException {
        Map<String, Map<Long, List<String>>> found = found();
        Expected expected = Oracle.expect(given, sampled(found));
        for (TableShape table : given.tables()) {
            compareRows(table, expected, found.get(table.name()));
        }
        return expected;
    }

    Map<String, Map<Long, List<String>>> found() throws SQLException {
        Map<String, Map<Long, List<String>>> found = new LinkedHashMap<>();
        for (TableShape table : given.tables()) {
            found.put(table.name(), contents.found(table));
        }
        return found;
    }

    /** Where a hash chose rows, the target says which: nothing refers to such a table. */
    private Map<String, Set<Integer>> sampled(Map<String, Map<Long, List<String>>> found) {
        Map<String, Set<Integer>> sampled = new LinkedHashMap<>();
        for (TableShape table : given.tables()) {
            if (given.rules().of(table.name()) instanceof Choice.Own own
                    && own.sample().isPresent()) {
                sampled.put(
                        table.name(),
                        sampled(table, own, found.get(table.name()).keySet()));
            }
        }
        return sampled;
    }

    private Set<Integer> sampled(TableShape table, Choice.Own own, Set<Long> found) {
        Set<Integer> positions = new TreeSet<>();
        List<Row> rows = given.rows().get(table.name());
        for (int position = 0; position < rows.size(); position++) {
            if (own.sample().getAsInt() == 100
                    || found.contains(rows.get(position).number())) {
                positions.add(position);
            }
        }
        return positions;
    }

    private void compareRows(TableShape table, Expected expected, Map<Long, List<String>> found) throws SQLException {
        Map<Long, List<String>> source = contents.expected(table);
        Map<Long, Integer> wanted = new TreeMap<>();
        for (int position : expected.copied().get(table.name())) {
            wanted.merge(given.rows().get(table.name()).get(position).number(), 1, Integer::sum);
        }
        Set<Long> numbers = new TreeSet<>(wanted.keySet());
        numbers.addAll(found.keySet());
        for (long number : numbers) {
            List<String> rows = found.getOrDefault(number, List.of());
            int count = wanted.getOrDefault(number, 0);
            if (rows.size() != count) {
                fault(table.name() + ": row_no " + number + " is there " + rows.size() + " times, expected " + count);
            } else if (count > 0 && !rows.equals(source.get(number))) {
                fault(table.name() + ": row_no " + number + " was altered: " + source.get(number) + " became " + rows);
            }
        }
    }

    private void compareCounts(SliceReport report, Expected expected) {
        boolean joinsCopies = given.rules().tables().values().stream()
                .anyMatch(choice -> choice instanceof Choice.Join join && join.of() == Choice.Of.COPIED);
        Map<String, SliceReport.TableLine> lines =
                report.tables().stream().collect(Collectors.toMap(SliceReport.TableLine::table, line -> line));
        for (TableShape table : given.tables()) {
            long copied = expected.copied().get(table.name()).size();
            long selected = expected.selected().get(table.name()).size();
            SliceReport.TableLine line = lines.get(table.name());
            if (line == null) {
                if (copied > 0) {
                    fault("the report does not name " + table.name());
                }
            } else if (line.selected() + line.pulled() != copied) {
                fault("the report counts " + line + ", expected " + copied + " rows");
            } else if (!joinsCopies && line.selected() != selected) {
                fault("the report counts " + line + ", expected " + selected + " selected rows");
            }
        }
    }

    private void compareOrphans(SliceReport report, Expected expected) {
        for (Ref reference : given.references()) {
            Expected.Orphans orphans = expected.orphans().get(reference.name());
            if (reference.followed()) {
                report.references().stream()
                        .filter(line -> line.reference().equals(reference.shown()))
                        .filter(line ->
                                line.sourceOrphans() < orphans.keys() || line.sourceOrphans() > orphans.spellings())
                        .forEach(line -> fault("the report counts " + line + ", expected " + orphans));
                report.verification().stream()
                        .filter(line -> line.reference().equals(reference.shown()))
                        .filter(line -> line.inTarget() != orphans.rows() || line.notInSource() != 0)
                        .forEach(line -> fault("verify counts " + line + ", expected " + orphans));
                boolean isNamed = report.references().stream()
                        .anyMatch(line -> line.reference().equals(reference.shown()));
                if (!isNamed && orphans.rows() > 0) {
                    fault("the report does not name " + reference.shown());
                }
            }
        }
    }

    private void fault(String text) {
        faults.add(text);
    }
}
