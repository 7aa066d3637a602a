package io.tranche.dialect;

/**
 * Forms in which values can be compared with those of another family of databases. Equal values have equal texts, and equal
 * texts are equal values; what a form has no text for keeps a text of its own that equals nothing else. Two columns are compared
 * in the first form that both have.
 */
public enum CanonicalForm {
    /** Integers and decimals, by value: {@code -1.1} is {@code -1.10}. */
    NUMBER,
    /** Binary floating point, by the value as 64 bits; −0 is not 0, all NaN are one. */
    FLOATING,
    /** 0 or 1; another integer stays what it is. */
    BOOLEAN,
    /** Characters; the padding of a CHAR is none of them. */
    TEXT,
    /** Hexadecimal. */
    BYTES,
    /** As many digits 0 and 1 as there are bits. */
    BITS,
    /** Lower case, with hyphens. */
    UUID,
    /** {@link CanonicalJson}. */
    JSON,
    DATE,
    /** A date with a time; a moment in UTC, and what has no zone as if it were. */
    DATETIME,
    /** A time of day, or what MySQL calls one: up to 838 hours, also before midnight. */
    TIME,
    /** Hours, minutes and seconds; an interval of days or months has no text here but its own. */
    INTERVAL
}
