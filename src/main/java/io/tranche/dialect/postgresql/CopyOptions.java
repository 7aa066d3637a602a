package io.tranche.dialect.postgresql;

import io.tranche.row.RowForm;

/** What is said behind a COPY of its form. */
final class CopyOptions {
    private CopyOptions() {}

    static String of(RowForm form) {
        return switch (form) {
            case TEXT -> "";
            case BINARY -> " (FORMAT binary)";
        };
    }
}
