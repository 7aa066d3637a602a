package io.tranche.row;

/** How fields lie in the bytes of a batch's rows. Immutable and thread-safe. */
abstract sealed class Fields permits TextFields, BinaryFields {
    abstract RowForm form();

    /** The index of the first field of the row that begins at {@code row}. */
    abstract int first(int row);

    /** The index of the field behind the one at {@code at}. */
    abstract int next(byte[] bytes, int at);

    abstract boolean isNull(byte[] bytes, int at);

    /**
     * The integer at {@code at}.
     *
     * @throws IllegalStateException if it is none
     */
    abstract long integer(byte[] bytes, int at);

    /**
     * Appends what the field would be in a line of text, escaped.
     *
     * @param field its position in the row
     * @param at where it begins; not NULL
     */
    abstract void text(byte[] bytes, int at, int field, ByteBuilder to);

    /** Whether the field at {@code at} is the character {@code 1} alone. */
    abstract boolean isOne(byte[] bytes, int at);

    /**
     * Makes the row begin with its field at {@code at}; may write over what goes.
     *
     * @param cut fields that go
     * @return where the row then begins
     */
    abstract int beginAt(byte[] bytes, int at, int cut);

    /** The fields behind the first {@code cut} ones. */
    abstract Fields behind(int cut);
}
