package io.tranche.row;

/** What the bytes of a binary field would be in a line of text. Stateless. */
@FunctionalInterface
public interface FieldText {
    /** Appends the text, escaped as the database's bulk format escapes it. */
    void append(byte[] bytes, int from, int count, ByteBuilder to);
}
