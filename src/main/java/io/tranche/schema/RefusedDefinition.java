package io.tranche.schema;

import io.tranche.dialect.Definition;

/**
 * An object that the target did not take.
 *
 * @param reason the server's words
 */
public record RefusedDefinition(Definition definition, String reason) {
    /** The object's name, the server's words, and the statements as a whole. */
    @Override
    public String toString() {
        return definition.name() + ": " + reason + "\n" + String.join(";\n", definition.create()) + ";";
    }
}
