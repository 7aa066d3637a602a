package io.tranche.diff;

import io.tranche.catalog.Column;
import io.tranche.dialect.Carried;
import io.tranche.dialect.KeyForm;
import io.tranche.row.KeyBatch;
import io.tranche.row.KeyColumns;
import io.tranche.row.LineBatch;
import io.tranche.row.LongKeys;
import io.tranche.row.TextKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Keys that are carried at the head of each line. */
public final class KeyFields {
    private KeyFields() {}

    public static List<Carried> of(List<Column> columns, KeyForm form) {
        List<Carried> carried = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            carried.add(new Carried.KeyField(columns.get(i), form.fields().get(i)));
        }
        return carried;
    }

    /** Reads a key that was carried by {@link #of}. */
    public static KeyColumns leading(KeyForm form) {
        return new KeyColumns(IntStream.range(0, form.fields().size()).toArray(), form.integer());
    }

    /**
     * One key per line.
     *
     * @throws IllegalStateException if a line has none: the columns are never NULL here
     */
    public static KeyBatch read(KeyColumns columns, LineBatch batch) {
        KeyBatch keys = columns.read(batch).keys();
        if (keys.size() != batch.rows()) {
            throw new IllegalStateException("a key of columns that are not NULL was read as NULL");
        }
        return keys;
    }

    /** The keys from {@code from} to before {@code to}. */
    public static KeyBatch slice(KeyBatch keys, int from, int to) {
        if (keys instanceof LongKeys longs) {
            return LongKeys.wrap(Arrays.copyOfRange(longs.toArray(), from, to), to - from);
        }
        TextKeys texts = (TextKeys) keys;
        return TextKeys.of(IntStream.range(from, to).mapToObj(texts::get).toList());
    }
}
