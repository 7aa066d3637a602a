package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import io.tranche.row.LineBatch;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts values with the index 0, the server's own sign for an ENUM value that was invalid. They are written as the empty text
 * that they read as, and the server warns once for each: these warnings are expected.
 */
final class EnumZeros {
    private final int[] fields;
    private final int last;

    EnumZeros(List<Column> columns) {
        fields = IntStream.range(0, columns.size())
                .filter(i -> ColumnKind.of(columns.get(i)) == ColumnKind.ENUM)
                .filter(i -> !Labels.of(columns.get(i)).contains(""))
                .toArray();
        last = fields.length == 0 ? -1 : fields[fields.length - 1];
    }

    boolean possible() {
        return last >= 0;
    }

    long in(LineBatch batch) {
        long count = 0;
        for (int row = 0; possible() && row < batch.rows(); row++) {
            count += in(batch, row);
        }
        return count;
    }

    int in(LineBatch batch, int row) {
        byte[] bytes = batch.bytes();
        int at = batch.start(row);
        int count = 0;
        int next = 0;
        for (int field = 0; field <= last && at < batch.end(row); field++) {
            if (fields[next] == field) {
                next++;
                if (bytes[at] == '\t' || bytes[at] == '\n') {
                    count++;
                }
            }
            while (bytes[at] != '\t' && bytes[at] != '\n') {
                at++;
            }
            at++;
        }
        return count;
    }
}
