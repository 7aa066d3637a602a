package io.tranche.proof.schema.random;

import static io.tranche.proof.schema.random.MySqlText.name;

/**
 * A column of a random table.
 *
 * @param nullable whether it may be NULL
 * @param stored whether the row holds it: it is not computed
 */
record MySqlColumn(String named, Kind kind, String definition, boolean nullable, boolean stored) {
    /** What can be done with its values. */
    enum Kind {
        WHOLE,
        NUMBER,
        TEXT,
        LONG_TEXT,
        BYTES,
        LONG_BYTES,
        DAY,
        MOMENT,
        CHOICE,
        DOCUMENT,
        PLACE,
        OTHER;

        boolean isText() {
            return this == TEXT || this == LONG_TEXT;
        }

        boolean isLong() {
            return this == LONG_TEXT || this == LONG_BYTES;
        }
    }

    /** Whether an ordinary index takes it. */
    boolean isOrdered() {
        return kind != Kind.PLACE && kind != Kind.DOCUMENT && kind != Kind.OTHER;
    }

    String quoted() {
        return name(named);
    }

    /** As a part of a key. */
    String keyPart(int length) {
        return quoted() + (kind.isLong() ? "(" + length + ")" : "");
    }
}
