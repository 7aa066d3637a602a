package io.tranche.dialect;

import java.util.List;

/**
 * How the values of a key are written down, so that two spellings are one key only if they are the same bytes. Two forms that
 * are equal may share a key space; forms that differ (a latin1 child of a utf8mb4 parent) may not.
 *
 * @param integer whether the key is one column whose values are 64-bit integers
 * @param fields one word per column, in key order, which only the dialect that made it understands
 */
public record KeyForm(boolean integer, List<String> fields) {
    public KeyForm {
        fields = List.copyOf(fields);
        if (fields.isEmpty() || integer && fields.size() != 1) {
            throw new IllegalArgumentException("key form of " + fields);
        }
    }
}
