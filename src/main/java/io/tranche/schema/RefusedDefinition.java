package io.tranche.schema;

import io.tranche.dialect.Definition;
import java.util.List;

/**
 * An object that the target did not take, or did not let go.
 *
 * @param statements those that were tried
 * @param reason the server's words
 */
public record RefusedDefinition(Definition definition, List<String> statements, String reason) {
    public RefusedDefinition {
        statements = List.copyOf(statements);
    }

    RefusedDefinition(Definition definition, String reason) {
        this(definition, definition.create(), reason);
    }

    /** The object's name, the server's words, and the statements as a whole. */
    public String whole() {
        return this + "\n" + Secrets.hidden(String.join(";\n", statements) + ";");
    }

    /** The object's name and the server's words. */
    @Override
    public String toString() {
        return definition.name() + ": " + reason;
    }
}
