package io.tranche.verify;

import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.KeyRange;
import io.tranche.dialect.Reader;
import io.tranche.dialect.SqlFailure;
import io.tranche.diff.Pairing;
import io.tranche.diff.Side;
import io.tranche.progress.Listener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Proves that each row of a target is a row of its source, byte for byte in each column that was not changed on purpose.
 * Ranges of tables are compared in parallel, as many at a time as the target's snapshot has readers.
 *
 * <p>Misses: rows that the target should have and does not (that they are many is what a slice is for; {@link Verifier} sees
 * those that something refers to), columns that are left out, and the difference between values that the database itself
 * prints alike.
 */
public final class RowComparison {
    private static final long ROWS_PER_RANGE = 100_000;

    private final Dialect dialect;
    private final Side target;
    private final Side source;
    private final Listener listener;
    private final int mostExamples;

    /** @param mostExamples keys to be named per table */
    public RowComparison(Dialect dialect, Side target, Side source, Listener listener, int mostExamples) {
        this.dialect = dialect;
        this.target = target;
        this.source = source;
        this.listener = listener;
        this.mostExamples = mostExamples;
    }

    /**
     * Compares tables.
     *
     * @throws io.tranche.error.RunFailure if a server refused or went away; names the table
     */
    public Comparison compare(List<ComparedTable> tables) {
        List<Unchecked> unchecked = new ArrayList<>();
        List<Pairing> pairings = new ArrayList<>();
        for (ComparedTable table : tables) {
            Optional<String> obstacle = obstacle(table);
            obstacle.ifPresent(reason -> unchecked.add(new Unchecked(display(table.name()), reason)));
            if (obstacle.isEmpty()) {
                pairings.add(pairing(table));
            }
        }
        Workers workers = new Workers(target.snapshot().readers());
        List<List<Part>> parts =
                workers.run(pairings.stream().map(this::parting).toList());
        List<TableComparison> results = workers.run(
                parts.stream().flatMap(List::stream).map(this::comparing).toList());
        return new Comparison(perTable(results), unchecked);
    }

    private Optional<String> obstacle(ComparedTable table) {
        if (!target.catalog().contains(table.name())) {
            return Optional.of("it is not in " + target.name());
        }
        if (!source.catalog().contains(table.name())) {
            return Optional.of("it is not in " + source.name());
        }
        boolean comparable = !pairing(table).columns().isEmpty();
        return comparable ? Optional.empty() : Optional.of("no column of it can be compared");
    }

    private Pairing pairing(ComparedTable table) {
        Table inTarget = target.catalog().table(table.name());
        return Pairing.of(dialect, inTarget, source.catalog().table(table.name()), table.changedColumns());
    }

    /** @param range empty where rows are compared by content: then the table is one part */
    private record Part(Pairing pairing, Optional<KeyRange> range, TableProgress progress) {}

    private Workers.Work<List<Part>> parting(Pairing pairing) {
        return desk -> {
            List<Optional<KeyRange>> ranges = ranges(pairing, desk);
            TableProgress progress =
                    new TableProgress(listener, display(pairing.target().name()), ranges.size());
            return ranges.stream()
                    .map(range -> new Part(pairing, range, progress))
                    .toList();
        };
    }

    private List<Optional<KeyRange>> ranges(Pairing pairing, Workers.Desk desk) {
        if (pairing.key().isEmpty()) {
            return List.of(Optional.empty());
        }
        try (Workers.Loan reader = desk.borrow(target)) {
            return reader.reader().split(pairing.target(), ROWS_PER_RANGE).stream()
                    .map(Optional::of)
                    .toList();
        } catch (SqlFailure e) {
            throw target.failure(display(pairing.target().name()), e);
        }
    }

    private Workers.Work<TableComparison> comparing(Part part) {
        return desk -> {
            part.progress().started(part.pairing().target().rows());
            TableComparison result;
            try (Workers.Loan reader = desk.borrow(target);
                    Workers.Loan sourceReader = desk.borrow(source)) {
                result = compare(part, reader.reader(), sourceReader.reader());
            } catch (SqlFailure e) {
                throw target.failure(display(part.pairing().target().name()), e);
            }
            part.progress().finished(result.rows());
            return result;
        };
    }

    private TableComparison compare(Part part, Reader reader, Reader sourceReader) {
        if (part.range().isEmpty()) {
            return new ContentRows(dialect, part.pairing(), source).compare(reader, sourceReader);
        }
        return new KeyedRows(dialect, part.pairing(), source, sourceReader, mostExamples)
                .compare(reader, part.range().get());
    }

    private List<TableComparison> perTable(List<TableComparison> parts) {
        Map<TableName, TableComparison> tables = new LinkedHashMap<>();
        parts.forEach(part -> tables.merge(part.table(), part, (left, right) -> left.plus(right, mostExamples)));
        return List.copyOf(tables.values());
    }

    private String display(TableName table) {
        return target.catalog().display(table);
    }
}
