package io.tranche.plan;

import io.tranche.catalog.Reference;
import java.util.Collection;
import java.util.List;

/**
 * A reference whose {@code when} looks at a masked column: the target, where the mask stands, does not tell which rows it held
 * for.
 */
public record ForgottenCondition(Reference reference, String column) {
    public static List<ForgottenCondition> of(Collection<TablePlan> tables, Collection<Treated> references) {
        return tables.stream()
                .flatMap(table -> references.stream()
                        .map(Treated::reference)
                        .filter(reference -> reference.child().equals(table.name()))
                        .flatMap(reference -> table.changed().stream()
                                .filter(reference::looksAt)
                                .sorted()
                                .map(column -> new ForgottenCondition(reference, column))))
                .toList();
    }
}
