package io.tranche.verify;

import static java.util.Objects.requireNonNull;

import io.tranche.catalog.TableName;
import java.util.Set;

/**
 * A table whose rows are to be compared.
 *
 * @param changedColumns columns whose values differ on purpose (masks, references set to NULL), in the target's spelling
 */
public record ComparedTable(TableName name, Set<String> changedColumns) {
    public ComparedTable {
        requireNonNull(name, "name");
        changedColumns = Set.copyOf(changedColumns);
    }
}
