package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.row.LineBatch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A multi-row INSERT, made out of lines. A line's escapes are those of a string literal, so its bytes are copied as they are;
 * only quotes are escaped besides. To be sent in a session of {@link ByteStatements}. Not thread-safe.
 */
final class InsertText {
    private final byte[] head;
    private final byte[][] openings;
    private byte[] text;
    private int length;
    private int rows;

    InsertText(Table table, List<Column> columns) {
        head = ("INSERT INTO " + Names.quote(table.name()) + " (" + Names.list(columns) + ") VALUES ")
                .getBytes(StandardCharsets.UTF_8);
        openings = columns.stream().map(InsertText::opening).toArray(byte[][]::new);
        text = Arrays.copyOf(head, Math.max(head.length, 64 * 1024));
        clear();
    }

    /** Bytes, whatever the column: the server would convert from any other charset. Only JSON insists on UTF-8. */
    private static byte[] opening(Column column) {
        String opening = ColumnKind.of(column) == ColumnKind.JSON ? "_utf8mb4'" : "'";
        return opening.getBytes(StandardCharsets.US_ASCII);
    }

    void clear() {
        length = head.length;
        rows = 0;
    }

    int rows() {
        return rows;
    }

    int length() {
        return length;
    }

    /** The statement as the driver takes it: a character for each byte. */
    String sql() {
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** How long the statement may become at most by this row. */
    int room(LineBatch batch, int row) {
        return 2 * (batch.end(row) - batch.start(row)) + openings.length * 12 + 4;
    }

    void add(LineBatch batch, int row) {
        ensure(room(batch, row));
        byte[] from = batch.bytes();
        int at = batch.start(row);
        text[length++] = (byte) (rows == 0 ? ' ' : ',');
        text[length++] = '(';
        for (int field = 0; field < openings.length; field++) {
            if (field > 0) {
                text[length++] = ',';
            }
            at = field(from, at, openings[field]);
        }
        text[length++] = ')';
        rows++;
    }

    /** Copies a field; the index behind its tab or newline. */
    private int field(byte[] from, int start, byte[] opening) {
        int at = start;
        if (from[at] == '\\' && from[at + 1] == 'N') {
            append("NULL".getBytes(StandardCharsets.US_ASCII));
            return at + 3;
        }
        append(opening);
        byte[] to = text;
        int end = length;
        for (byte b = from[at]; b != '\t' && b != '\n'; b = from[++at]) {
            if (b == '\'') {
                to[end++] = '\\';
            }
            to[end++] = b;
        }
        to[end++] = '\'';
        length = end;
        return at + 1;
    }

    private void append(byte[] bytes) {
        System.arraycopy(bytes, 0, text, length, bytes.length);
        length += bytes.length;
    }

    private void ensure(int count) {
        if (text.length - length < count) {
            text = Arrays.copyOf(text, Math.max(text.length * 2, length + count));
        }
    }
}
