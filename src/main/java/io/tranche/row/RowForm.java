package io.tranche.row;

/** How rows are written down while they travel. */
public enum RowForm {
    /** The database's bulk format of text: one line a row. */
    TEXT,
    /**
     * PostgreSQL's binary COPY: a count of fields (16 bits), and each field behind its length in bytes (32 bits, -1 is NULL).
     * Servers write and read it faster than text; what a field's bytes mean depends on the column's type.
     */
    BINARY
}
