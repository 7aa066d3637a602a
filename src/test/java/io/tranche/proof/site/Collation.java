package io.tranche.proof.site;

/** How strings compare. */
enum Collation {
    /** By bytes. */
    BINARY,
    /** By bytes, trailing spaces aside. */
    PADDED,
    /** MySQL's utf8mb4_general_ci: neither case, accents, trailing spaces nor one character beyond the BMP from another. */
    GENERAL,
    /** MySQL's latin1_swedish_ci, over ASCII. */
    LATIN;

    String key(String text) {
        return switch (this) {
            case BINARY -> text;
            case PADDED -> text.replaceAll(" +$", "");
            case LATIN -> PADDED.key(text).toUpperCase(java.util.Locale.ROOT);
            case GENERAL -> LATIN.key(text).replace('É', 'E').replaceAll("[\\x{10000}-\\x{10FFFF}]", "\uFFFD");
        };
    }

    boolean foldsCase() {
        return this == GENERAL || this == LATIN;
    }

    boolean pads() {
        return this != BINARY;
    }

    String alphabet() {
        return this == LATIN ? Text.ASCII : Text.ASCII + Text.WIDE;
    }
}
