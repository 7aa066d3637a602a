package io.tranche.verify;

import io.tranche.catalog.Table;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Output;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.dialect.SqlFailure;
import io.tranche.diff.Digest;
import io.tranche.diff.DigestCounts;
import io.tranche.diff.Pairing;
import io.tranche.diff.Side;
import io.tranche.row.BatchHandler;
import java.util.List;
import java.util.function.Consumer;

/**
 * Compares a table without a key: each row of the target must occur in the source at least as often. Digests of at most
 * {@value #ROWS_PER_PASS} rows are held at a time (some 40 MB); a larger table is read in several passes over both sides,
 * each of which looks at its own share of the digests. One thread uses it, once.
 */
final class ContentRows {
    private static final long ROWS_PER_PASS = 1_000_000;

    private final Dialect dialect;
    private final Pairing pairing;
    private final Side sourceSide;
    private final long rowsPerPass;
    private final Digest.Maker digests = new Digest.Maker();

    ContentRows(Dialect dialect, Pairing pairing, Side sourceSide) {
        this(dialect, pairing, sourceSide, ROWS_PER_PASS);
    }

    ContentRows(Dialect dialect, Pairing pairing, Side sourceSide, long rowsPerPass) {
        this.dialect = dialect;
        this.pairing = pairing;
        this.sourceSide = sourceSide;
        this.rowsPerPass = rowsPerPass;
    }

    TableComparison compare(Reader target, Reader source) {
        long rows = count(target, pairing.target());
        long passes = (rows + rowsPerPass - 1) / rowsPerPass;
        long remaining = 0;
        for (long pass = 0; pass < passes; pass++) {
            remaining += pass(target, source, pass, passes);
        }
        return new TableComparison(
                pairing.target().name(),
                TableComparison.Method.CONTENT,
                pairing.leftOut(),
                rows - remaining,
                0,
                remaining,
                List.of());
    }

    private long count(Reader reader, Table table) {
        String sql = "SELECT COUNT(*) FROM " + dialect.from(table);
        return Long.parseLong(reader.rows(sql).get(0).get(0));
    }

    private long pass(Reader target, Reader source, long pass, long passes) {
        DigestCounts counts = new DigestCounts();
        target.read(query(pairing.target(), pairing.outputs()), each(pass, passes, counts::add));
        try {
            source.read(query(pairing.source(), pairing.sourceOutputs()), each(pass, passes, counts::remove));
        } catch (SqlFailure e) {
            throw sourceSide.failure(pairing.source().name().toString(), e);
        }
        return counts.remaining();
    }

    private static Query query(Table table, List<Output> outputs) {
        return Query.of(table, List.of(), outputs);
    }

    private BatchHandler each(long pass, long passes, Consumer<Digest> action) {
        return batch -> {
            for (int row = 0; row < batch.rows(); row++) {
                Digest digest = digests.of(batch, row);
                if (Long.remainderUnsigned(digest.low(), passes) == pass) {
                    action.accept(digest);
                }
            }
        };
    }
}
