package io.tranche.sync;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.config.SyncStrategy.Partitions;
import io.tranche.config.SyncStrategy.Shared;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.KeyRange;
import io.tranche.dialect.Output;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.diff.ComparedLines;
import io.tranche.diff.Differences;
import io.tranche.diff.Pairing;
import io.tranche.diff.TableDifference;
import io.tranche.error.RunFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Treats the rows of each distinct value of a column as a table of its own: the servers count and hash them, and only values
 * whose rows differ are looked into. A value that one side alone has is added or dropped whole. A row that has moved from one
 * value to another makes both of them differ.
 */
public final class PartitionedStrategy implements Strategy {
    /** Values of one condition. */
    private static final int VALUES = 200;

    /** A value's rows. */
    private record Sum(long rows, String hash) {}

    /** One of the two databases. */
    private record End(Table table, Column column, List<Output> outputs, Reader reader) {}

    private final Partitions partitions;

    public PartitionedStrategy(Partitions partitions) {
        this.partitions = partitions;
    }

    @Override
    public String name() {
        return "checksum by " + partitions.column();
    }

    /** Why a table cannot be treated so; empty if it can. */
    public static Optional<String> obstacle(Pairing pairing, String column) {
        Optional<Column> found = pairing.source().column(column);
        if (found.isEmpty()) {
            return Optional.of("has no column " + column);
        }
        int index = pairing.sourceColumns().indexOf(found.get());
        if (index < 0
                || pairing.masks().containsKey(pairing.columns().get(index).name())) {
            return Optional.of("has " + column + " masked, or not in the target as it is in the source");
        }
        return pairing.key().isEmpty()
                ? Optional.of("has no key that tells its rows apart on both sides")
                : Optional.empty();
    }

    @Override
    public boolean cheaperThanHashing() {
        return true;
    }

    @Override
    public Changes find(TableTask task, Station station) {
        Pairing pairing = task.pairing();
        obstacle(pairing, partitions.column()).ifPresent(reason -> {
            throw new RunFailure(task.name() + " " + reason + ". Use `checksum` without `partitioned_by`.");
        });
        Column inSource = pairing.source().columnOf(partitions.column());
        Column inTarget = pairing.columns().get(pairing.sourceColumns().indexOf(inSource));
        End source = new End(pairing.source(), inSource, pairing.sourceOutputs(), station.source());
        End target = new End(pairing.target(), inTarget, pairing.outputs(), station.target());
        String function = TableDifference.hashFunction(station.source(), station.target())
                .orElseThrow(
                        () -> new RunFailure(
                                task.name()
                                        + ": the two servers have no hash function in common. Use `checksum` without `partitioned_by`."));
        Map<Optional<String>, Sum> ours = sums(task.dialect(), source, function);
        Map<Optional<String>, Sum> theirs = sums(task.dialect(), target, function);
        List<Optional<String>> different = different(ours, theirs);
        long equal = ours.entrySet().stream()
                .filter(value -> !different.contains(value.getKey()))
                .mapToLong(value -> value.getValue().rows())
                .sum();
        ComparedLines lines = new ComparedLines(task.dialect(), pairing);
        Differences found =
                new Differences(lines.form().integer(), task.options().scratch());
        found.equal(equal);
        List<Function<Station, Integer>> parts = new ArrayList<>();
        for (int from = 0; from < different.size(); from += VALUES) {
            List<Optional<String>> values = different.subList(from, Math.min(different.size(), from + VALUES));
            parts.add(worker -> compare(task, values, source, target, found, worker));
        }
        task.inParallel(station, parts);
        new TableDifference(task.dialect(), lines, pairing, found).conclude(station.source(), station.target());
        String trusted = partitions.treatment() == Shared.TRUSTED ? ", which one side alone has" : "";
        return new NotedChanges(
                new KeyedChanges(task.dialect(), pairing, lines, found),
                different.size() + " of " + values(ours, theirs) + " values of " + partitions.column()
                        + " are looked into" + trusted);
    }

    private static long values(Map<Optional<String>, Sum> ours, Map<Optional<String>, Sum> theirs) {
        return ours.size()
                + theirs.keySet().stream()
                        .filter(value -> !ours.containsKey(value))
                        .count();
    }

    private Map<Optional<String>, Sum> sums(Dialect dialect, End end, String function) {
        String hash =
                partitions.treatment() == Shared.TRUSTED ? "0" : dialect.rowHash(end.table(), end.outputs(), function);
        String value = dialect.quote(end.table().name(), end.column().name());
        Map<Optional<String>, Sum> sums = new LinkedHashMap<>();
        for (List<String> row : end.reader().sums(Query.of(end.table(), List.of(), end.outputs()), value, hash)) {
            sums.put(Optional.ofNullable(row.get(0)), new Sum(Long.parseLong(row.get(1)), row.get(2)));
        }
        return sums;
    }

    /** In a fixed order, NULL first. */
    private List<Optional<String>> different(Map<Optional<String>, Sum> ours, Map<Optional<String>, Sum> theirs) {
        Map<String, Optional<String>> different = new TreeMap<>();
        ours.forEach((value, sum) -> {
            Sum other = theirs.get(value);
            boolean equal = partitions.treatment() == Shared.TRUSTED ? other != null : sum.equals(other);
            if (!equal) {
                different.put(value.map(text -> "=" + text).orElse(""), value);
            }
        });
        theirs.keySet().stream()
                .filter(value -> !ours.containsKey(value))
                .forEach(value -> different.put(value.map(text -> "=" + text).orElse(""), value));
        return List.copyOf(different.values());
    }

    private static int compare(
            TableTask task, List<Optional<String>> values, End source, End target, Differences found, Station worker) {
        String ofSource = condition(task.dialect(), source, values);
        String ofTarget = condition(task.dialect(), target, values);
        ComparedLines lines = new ComparedLines(task.dialect(), task.pairing()).within(ofSource, ofTarget);
        KeyRange whole = new KeyRange(List.of(), Optional.empty(), Optional.empty());
        new TableDifference(task.dialect(), lines, task.pairing(), found)
                .merge(whole, worker.source(), worker.target());
        return values.size();
    }

    private static String condition(Dialect dialect, End end, List<Optional<String>> values) {
        List<List<String>> texts =
                values.stream().flatMap(Optional::stream).map(List::of).toList();
        List<String> conditions = new ArrayList<>();
        if (!texts.isEmpty()) {
            conditions.add(dialect.keyIn(end.table().name(), List.of(end.column()), texts));
        }
        if (texts.size() < values.size()) {
            conditions.add(dialect.quote(end.table().name(), end.column().name()) + " IS NULL");
        }
        return conditions.stream().collect(Collectors.joining(" OR "));
    }
}
