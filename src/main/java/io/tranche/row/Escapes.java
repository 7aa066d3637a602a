package io.tranche.row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The escapes of a line's fields. */
public final class Escapes {
    private Escapes() {}

    /**
     * The values of a text key's fields, unescaped; a field is never NULL in a key.
     *
     * @param key fields joined by tabs, as in {@link TextKeys}
     */
    public static List<byte[]> fields(byte[] key) {
        List<byte[]> fields = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= key.length; i++) {
            if (i == key.length || key[i] == '\t') {
                fields.add(unescape(key, from, i));
                from = i + 1;
            }
        }
        return fields;
    }

    /** The values of a line's fields, unescaped; null for NULL. */
    public static List<byte[]> fields(LineBatch batch, int row) {
        List<byte[]> fields = new ArrayList<>();
        byte[] bytes = batch.requireText().bytes();
        int from = batch.start(row);
        for (int i = from; i < batch.end(row); i++) {
            if (bytes[i] == '\t' || bytes[i] == '\n') {
                boolean isNull = i - from == 2 && bytes[from] == '\\' && bytes[from + 1] == 'N';
                fields.add(isNull ? null : unescape(bytes, from, i));
                from = i + 1;
            }
        }
        return fields;
    }

    /**
     * One field's value. Knows every escape that PostgreSQL's COPY writes ({@code \b \f \n \r \t \v \\}); MySQL's lines use
     * three of them.
     */
    public static byte[] unescape(byte[] bytes, int from, int to) {
        byte[] value = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == '\\' && i + 1 < to) {
                i++;
                b = switch (bytes[i]) {
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    case 'v' -> 0x0b;
                    default -> bytes[i];
                };
            }
            value[length++] = b;
        }
        return length == value.length ? value : Arrays.copyOf(value, length);
    }
}
