package io.tranche.diff;

import io.tranche.dialect.Dialect;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.row.BatchHandler;
import java.util.function.Consumer;

/**
 * Compares tables without a key as bags of rows: each row's digest, as often as it occurs. At most {@value #ROWS_PER_PASS}
 * digests of each side are held at a time; of larger tables both sides are read several times, each time for another share
 * of the digests. Those of rows that differ are kept, beyond a fixed memory in a {@link Scratch}. One thread uses it, once.
 */
public final class RowsByContent implements AutoCloseable {
    private static final long ROWS_PER_PASS = 1_000_000;

    private final Dialect dialect;
    private final Pairing pairing;
    private final SourceRows sourceRows;
    private final long rowsPerPass;
    private final Digest.Maker digests = new Digest.Maker();
    private final DigestShares missing;
    private final DigestShares extra;
    private long equal;

    /** @param sourceRows those that the target is to have */
    public RowsByContent(Dialect dialect, Pairing pairing, SourceRows sourceRows, Scratch scratch) {
        this(dialect, pairing, sourceRows, scratch, ROWS_PER_PASS);
    }

    RowsByContent(Dialect dialect, Pairing pairing, SourceRows sourceRows, Scratch scratch, long rowsPerPass) {
        this.missing = new DigestShares(scratch);
        this.extra = new DigestShares(scratch);
        this.sourceRows = sourceRows;
        this.dialect = dialect;
        this.pairing = pairing;
        this.rowsPerPass = rowsPerPass;
    }

    /** Reads both sides. */
    public void compare(Reader source, Reader target) {
        long rows = Math.max(count(source, pairing.source()), count(target, pairing.target()));
        long passes = Math.max(1, (rows + rowsPerPass - 1) / rowsPerPass);
        for (long pass = 0; pass < passes; pass++) {
            DigestCounts inTarget = new DigestCounts();
            DigestCounts onlyInSource = new DigestCounts();
            target.read(target(), each(pass, passes, inTarget::add));
            sourceRows.read(source, pairing.sourceOutputs(), each(pass, passes, digest -> {
                if (inTarget.remove(digest)) {
                    equal++;
                } else {
                    onlyInSource.add(digest);
                }
            }));
            missing.add(onlyInSource);
            extra.add(inTarget);
        }
    }

    private long count(Reader reader, io.tranche.catalog.Table table) {
        return Long.parseLong(reader.rows("SELECT COUNT(*) FROM " + dialect.from(table))
                .get(0)
                .get(0));
    }

    private Query target() {
        return Query.of(pairing.target(), java.util.List.of(), pairing.outputs());
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

    public long equal() {
        return equal;
    }

    /** Rows that the source has more often. */
    public long missing() {
        return missing.remaining();
    }

    /** Rows that the target has more often. */
    public long extra() {
        return extra.remaining();
    }

    /** Reads the source again, for the rows that are missing: each as often as it is. */
    public void readMissing(Reader source, BatchHandler handler) {
        missing.forEach(part -> sourceRows.read(source, pairing.sourceOutputs(), only(part, handler)));
    }

    /** Reads the target again, for the rows that are extra. */
    public void readExtra(Reader target, BatchHandler handler) {
        extra.forEach(part -> target.read(target(), only(part, handler)));
    }

    @Override
    public void close() {
        missing.close();
        extra.close();
    }

    private BatchHandler only(DigestCounts wanted, BatchHandler handler) {
        return batch -> {
            java.util.BitSet rows = new java.util.BitSet(batch.rows());
            for (int row = 0; row < batch.rows(); row++) {
                rows.set(row, wanted.remove(digests.of(batch, row)));
            }
            if (!rows.isEmpty()) {
                batch.keep(rows);
                handler.accept(batch);
            }
        };
    }
}
