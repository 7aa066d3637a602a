package io.tranche.dialect;

import io.tranche.catalog.Column;
import java.util.Optional;

/**
 * A column to be read for the target.
 *
 * @param expression SQL in its place (a mask, {@code NULL}); without it the column's exact value
 */
public record Output(Column column, Optional<String> expression) {
    public static Output of(Column column) {
        return new Output(column, Optional.empty());
    }
}
