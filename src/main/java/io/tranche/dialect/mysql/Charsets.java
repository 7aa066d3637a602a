package io.tranche.dialect.mysql;

import io.tranche.catalog.Column;
import java.util.Set;

/** Character sets, as far as the bytes of one are the bytes of another. */
final class Charsets {
    private static final Set<String> UNICODE = Set.of("utf8mb4", "utf16", "utf16le", "utf32", "ucs2", "gb18030");
    private static final Set<String> HOLD_ASCII = Set.of("utf8mb4", "latin1");

    private Charsets() {}

    /** A text column's charset; the three-byte UTF-8 counts as the whole: its bytes mean the same. */
    static String of(Column column) {
        String charset = column.type().charset().orElse("utf8mb4");
        return charset.equals("utf8") || charset.equals("utf8mb3") ? "utf8mb4" : charset;
    }

    /** Whether every text of one charset has the same bytes in another. */
    static boolean sameBytes(String from, String to) {
        return from.equals(to) || from.equals("ascii") && HOLD_ASCII.contains(to);
    }

    /** Whether a charset holds every character of another, so that the server may compare across them. */
    static boolean holds(String charset, String other) {
        return sameBytes(other, charset) || UNICODE.contains(charset);
    }
}
