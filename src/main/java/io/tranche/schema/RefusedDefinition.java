package io.tranche.schema;

import io.tranche.dialect.Definition;
import java.util.regex.Pattern;

/**
 * An object that the target did not take.
 *
 * @param reason the server's words
 */
public record RefusedDefinition(Definition definition, String reason) {
    /** Federated tables and foreign servers have their passwords in their definitions. */
    private static final Pattern SECRET =
            Pattern.compile("\\b(CONNECTION|PASSWORD)(\\s*=?\\s*)'(?:[^'\\\\]|\\\\.|'')*'", Pattern.CASE_INSENSITIVE);

    /** The object's name, the server's words, and the statements as a whole. */
    @Override
    public String toString() {
        String statements = String.join(";\n", definition.create()) + ";";
        return definition.name() + ": " + reason + "\n"
                + SECRET.matcher(statements).replaceAll("$1$2'(not shown)'");
    }
}
