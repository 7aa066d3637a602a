package io.tranche.dialect;

import static java.util.Objects.requireNonNull;

import java.util.function.UnaryOperator;

/**
 * How a column's values come to the text of a {@link CanonicalForm}.
 *
 * @param output what is read
 * @param text from the unescaped field that is read, never NULL, to the form's text; thread-safe
 */
public record Canonical(Output output, UnaryOperator<byte[]> text) {
    public Canonical {
        requireNonNull(output, "output");
        requireNonNull(text, "text");
    }
}
