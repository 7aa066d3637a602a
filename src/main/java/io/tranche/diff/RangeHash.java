package io.tranche.diff;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.KeyRange;
import io.tranche.dialect.Output;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.row.KeyBatch;
import io.tranche.row.KeyColumns;
import io.tranche.row.LineBatch;
import io.tranche.row.LongKeys;
import io.tranche.row.TextKeys;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares one range of a table by sums of its rows' hashes, which the servers compute: first those of {@value #FAN} buckets,
 * then those of the parts of buckets that differ, until these hold a handful of rows, whose single hashes are compared. Sums
 * of 64-bit hashes see what an exclusive-or of checksums does not: rows that are there twice, values that changed places.
 *
 * <p>Misses: two different rows with one hash, or differences of hashes whose sum is 0; by chance, 1 in 2⁶⁴.
 *
 * <p>One thread uses it, once.
 */
final class RangeHash {
    private static final int FAN = 16;
    private static final int MOST_BUCKETS = 1 << 28;

    /** Rows of a bucket that are read one by one rather than parted again: a sum costs as much as a few rows. */
    private static final long ROWS_TO_READ = 12;

    /** Keys of buckets in one condition. */
    private static final int BUCKETS_PER_QUESTION = 1_000;

    /** What a range came to. */
    enum Outcome {
        DONE,
        /** So much of it differs that reading it whole costs less. Nothing was added to the differences. */
        MOSTLY_DIFFERENT
    }

    private record Sum(long rows, String hash) {
        static final Sum NONE = new Sum(0, "0");
    }

    /** One of the two databases. */
    private record End(Reader reader, Table table, List<Column> key, List<Output> outputs, KeyRange range) {}

    private record Row(ByteBuffer hash, KeyBatch keys, int index) {}

    private final Dialect dialect;
    private final ComparedLines lines;
    private final String function;
    private final End source;
    private final End target;
    private final KeyColumns keyColumns;
    private final Differences found;
    private long equal;

    RangeHash(
            Dialect dialect,
            Pairing pairing,
            ComparedLines lines,
            String function,
            KeyRange range,
            Reader source,
            Reader target,
            Differences found) {
        this.dialect = dialect;
        this.lines = lines;
        this.function = function;
        this.source = new End(source, pairing.source(), pairing.sourceKey(), pairing.sourceOutputs(), range);
        this.target = new End(target, pairing.target(), pairing.key(), pairing.outputs(), lines.inTarget(range));
        this.keyColumns = KeyFields.leading(lines.form());
        this.found = found;
    }

    Outcome compare() {
        List<Long> different = different(FAN, List.of());
        if (different.isEmpty()) {
            found.equal(equal);
            return Outcome.DONE;
        }
        int buckets = FAN;
        long rows = rowsPerBucket;
        while (rows > ROWS_TO_READ && buckets < MOST_BUCKETS) {
            buckets *= FAN;
            List<Long> parts = different(buckets, different);
            if (parts.size() > (long) different.size() * FAN / 2 && parts.size() > FAN) {
                return Outcome.MOSTLY_DIFFERENT;
            }
            different = parts;
            rows = rowsPerBucket;
        }
        for (int from = 0; from < different.size(); from += BUCKETS_PER_QUESTION) {
            List<Long> some = different.subList(from, Math.min(different.size(), from + BUCKETS_PER_QUESTION));
            compareRows(buckets, some);
        }
        found.equal(equal);
        return Outcome.DONE;
    }

    private long rowsPerBucket;

    /** The buckets that differ, among the parts of {@code parents}; none means all. */
    private List<Long> different(int buckets, List<Long> parents) {
        List<Long> different = new ArrayList<>();
        rowsPerBucket = 0;
        int from = 0;
        do {
            List<Long> some = parents.subList(from, Math.min(parents.size(), from + BUCKETS_PER_QUESTION));
            Map<Long, Sum> ours = sums(source, buckets, some);
            Map<Long, Sum> theirs = sums(target, buckets, some);
            TreeSet<Long> all = new TreeSet<>(ours.keySet());
            all.addAll(theirs.keySet());
            for (Long bucket : all) {
                Sum sum = ours.getOrDefault(bucket, Sum.NONE);
                Sum other = theirs.getOrDefault(bucket, Sum.NONE);
                if (sum.equals(other)) {
                    equal += sum.rows();
                } else {
                    different.add(bucket);
                    rowsPerBucket = Math.max(rowsPerBucket, Math.max(sum.rows(), other.rows()));
                }
            }
            from += BUCKETS_PER_QUESTION;
        } while (from < parents.size());
        return different;
    }

    private Map<Long, Sum> sums(End end, int buckets, List<Long> parents) {
        Query query = query(end, List.of(), List.of(), within(end, buckets / FAN, parents));
        List<List<String>> rows = end.reader()
                .sums(
                        query,
                        dialect.bucket(end.table(), end.key(), buckets),
                        dialect.rowHash(end.table(), end.outputs(), function));
        Map<Long, Sum> sums = new HashMap<>();
        rows.forEach(row -> sums.put(Long.valueOf(row.get(0)), new Sum(Long.parseLong(row.get(1)), row.get(2))));
        return sums;
    }

    private List<String> within(End end, int buckets, List<Long> chosen) {
        if (chosen.isEmpty()) {
            return List.of();
        }
        String numbers = chosen.stream().map(String::valueOf).collect(Collectors.joining(","));
        return List.of(dialect.bucket(end.table(), end.key(), buckets) + " IN (" + numbers + ")");
    }

    private static Query query(
            End end, List<io.tranche.dialect.Carried> carried, List<Output> outputs, List<String> conditions) {
        return new Query(
                end.table(),
                carried,
                outputs,
                conditions,
                Optional.of(end.range()),
                List.of(),
                OptionalLong.empty(),
                Optional.empty());
    }

    private void compareRows(int buckets, List<Long> different) {
        Map<Object, Row> ours = rows(source, buckets, different);
        Map<Object, Row> theirs = rows(target, buckets, different);
        ours.forEach((key, row) -> {
            Row other = theirs.remove(key);
            if (other == null) {
                found.add(DifferenceKind.MISSING, row.keys(), row.index());
            } else if (other.hash().equals(row.hash())) {
                equal++;
            } else {
                found.add(DifferenceKind.CHANGED, row.keys(), row.index());
            }
        });
        theirs.values().forEach(row -> found.add(DifferenceKind.EXTRA, row.keys(), row.index()));
    }

    private Map<Object, Row> rows(End end, int buckets, List<Long> chosen) {
        Map<Object, Row> rows = new LinkedHashMap<>();
        Output hash = new Output(
                end.outputs().get(0).column(), Optional.of(dialect.rowHash(end.table(), end.outputs(), function)));
        Query query = query(end, KeyFields.of(end.key(), lines.form()), List.of(hash), within(end, buckets, chosen));
        end.reader().read(query, batch -> collect(batch, rows));
        return rows;
    }

    private void collect(LineBatch batch, Map<Object, Row> rows) {
        KeyBatch keys = KeyFields.read(keyColumns, batch);
        batch.cut(lines.form().fields().size());
        for (int row = 0; row < batch.rows(); row++) {
            byte[] hash = java.util.Arrays.copyOfRange(batch.bytes(), batch.start(row), batch.end(row));
            rows.put(key(keys, row), new Row(ByteBuffer.wrap(hash), keys, row));
        }
    }

    private static Object key(KeyBatch keys, int index) {
        return keys instanceof LongKeys longs
                ? (Object) longs.get(index)
                : ByteBuffer.wrap(((TextKeys) keys).get(index));
    }
}
