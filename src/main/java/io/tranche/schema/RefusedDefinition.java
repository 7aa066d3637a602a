package io.tranche.schema;

import io.tranche.dialect.Definition;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An object that the target did not take, or did not let go.
 *
 * @param statements those that were tried
 * @param reason the server's words
 */
public record RefusedDefinition(Definition definition, List<String> statements, String reason) {
    /** Federated tables, foreign servers and user mappings have their passwords in their definitions. */
    private static final Pattern SECRET =
            Pattern.compile("\\b(CONNECTION|PASSWORD)(\\s*=?\\s*)'(?:[^'\\\\]|\\\\.|'')*'", Pattern.CASE_INSENSITIVE);

    public RefusedDefinition {
        statements = List.copyOf(statements);
    }

    RefusedDefinition(Definition definition, String reason) {
        this(definition, definition.create(), reason);
    }

    /** The object's name, the server's words, and the statements as a whole. */
    public String whole() {
        return this + "\n"
                + SECRET.matcher(String.join(";\n", statements) + ";").replaceAll("$1$2'(not shown)'");
    }

    /** The object's name and the server's words. */
    @Override
    public String toString() {
        return definition.name() + ": " + reason;
    }
}
