package io.tranche.dialect;

import io.tranche.catalog.Column;

/** A field that travels at the head of a line and is cut off before the target. */
public sealed interface Carried {
    /** A key column's value in a form of {@link KeyForm#fields()}. */
    record KeyField(Column column, String form) implements Carried {}

    /** SQL over the row: {@code 1} where it is true, else {@code 0}. The text is the user's, ready to be sent. */
    record Condition(String sql) implements Carried {}
}
