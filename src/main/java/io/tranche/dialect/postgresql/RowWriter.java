package io.tranche.dialect.postgresql;

import io.tranche.row.LineBatch;
import io.tranche.row.RowForm;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/** Hands rows to a COPY in pieces of at least 64 KB: small pieces cost a fifth of the speed. One thread uses it. */
final class RowWriter {
    private static final int PIECE = 64 << 10;

    private final CopyIn copy;
    private final RowForm form;
    private final byte[] buffer = new byte[PIECE];
    private int length;

    RowWriter(CopyIn copy, RowForm form) {
        this.copy = copy;
        this.form = form;
        if (form == RowForm.BINARY) {
            System.arraycopy(BinaryCopy.HEADER, 0, buffer, 0, BinaryCopy.HEADER.length);
            length = BinaryCopy.HEADER.length;
        }
    }

    /** Rows that follow each other are written as one span; what was cut or dropped lies between spans. */
    void write(LineBatch batch) throws SQLException {
        if (batch.form() != form) {
            throw new IllegalStateException("rows that are " + batch.form() + " for a load of " + form);
        }
        int row = 0;
        while (row < batch.rows()) {
            int from = batch.start(row);
            int to = batch.end(row);
            for (row++; row < batch.rows() && batch.start(row) == to; row++) {
                to = batch.end(row);
            }
            span(batch.bytes(), from, to - from);
        }
    }

    private void span(byte[] bytes, int from, int count) throws SQLException {
        if (length + count > PIECE) {
            flush();
        }
        if (count >= PIECE) {
            copy.writeToCopy(bytes, from, count);
            return;
        }
        System.arraycopy(bytes, from, buffer, length, count);
        length += count;
    }

    /** Hands over what is left. */
    void finish() throws SQLException {
        if (form == RowForm.BINARY) {
            span(BinaryCopy.TRAILER, 0, BinaryCopy.TRAILER.length);
        }
        flush();
    }

    private void flush() throws SQLException {
        if (length > 0) {
            copy.writeToCopy(buffer, 0, length);
            length = 0;
        }
    }
}
