package io.tranche.proof.model;

import java.util.Optional;

/**
 * One value of a row.
 *
 * @param sql a literal that makes the value, in the server's words
 * @param key equal for two values of a column exactly if the server compares them as equal; empty for NULL. Numbers and
 *     strings that rules look into are Comparable
 */
public record Value(String sql, Optional<Object> key) {
    public static final Value NULL = new Value("NULL", Optional.empty());

    public static Value of(String sql, Object key) {
        return new Value(sql, Optional.of(key));
    }

    public static Value of(long number) {
        return of(Long.toString(number), number);
    }

    public boolean isNull() {
        return key.isEmpty();
    }
}
