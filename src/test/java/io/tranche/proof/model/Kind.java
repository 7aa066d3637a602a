package io.tranche.proof.model;

import java.util.Random;

/** A column type of one server, with what a generator and an oracle must know of it. */
public interface Kind {
    /** The type as CREATE TABLE wants it. */
    String ddl();

    /** A value that is not NULL. */
    Value random(Random random);

    /** A value that the server takes for equal, perhaps spelt in other bytes. */
    default Value variant(Value value, Random random) {
        return value;
    }

    /** SQL for a text that differs whenever two values of this type differ in any way. */
    String exactly(String column);

    /** Whether a value of a type that is compared with this one may stand in a column of this one. */
    default boolean holds(Value value) {
        return true;
    }

    /** Whether the server computes the value: it is never NULL by our doing, and nothing refers to it. */
    default boolean computed() {
        return false;
    }

    /** Whether {@code ORDER BY} sorts this type as its {@link Value#key} compares. */
    boolean sortable();
}
