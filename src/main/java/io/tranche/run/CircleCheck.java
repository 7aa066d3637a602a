package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Reference;
import io.tranche.catalog.ReferenceGraph;
import io.tranche.catalog.TableName;
import io.tranche.config.ReferenceRule.Treatment;
import io.tranche.dialect.Dialect;
import io.tranche.diff.Side;
import io.tranche.progress.Listener;
import io.tranche.sync.FoundTable;
import io.tranche.sync.TableOutcome;
import io.tranche.verify.OrphanCount;
import io.tranche.verify.ReferenceCheck;
import io.tranche.verify.Verification;
import io.tranche.verify.Verifier;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Foreign keys that the target does not look at while rows are written: tables that refer to each other in a circle can be
 * written in no order that would please them. They are checked by SQL once the rows are there.
 */
record CircleCheck(Dialect dialect, Catalog catalog, Listener listener) {
    /** The foreign keys that lead from, to or between tables of circles that were written. */
    List<Reference> unchecked(List<FoundTable> found) {
        Set<TableName> sound = names(found, table -> table.failure().isEmpty());
        Set<TableName> written = names(found, table -> table.changes().pending());
        Set<TableName> circles = new HashSet<>();
        for (Set<TableName> component :
                new ReferenceGraph(catalog.tables().keySet(), catalog.references()).components()) {
            Set<TableName> together = component.stream().filter(sound::contains).collect(Collectors.toSet());
            if (together.size() > 1 && together.stream().anyMatch(written::contains)) {
                circles.addAll(together);
            }
        }
        return catalog.references().stream()
                .filter(reference -> catalog.contains(reference.parent()))
                .filter(reference -> circles.contains(reference.child()) || circles.contains(reference.parent()))
                .toList();
    }

    private static Set<TableName> names(List<FoundTable> found, Predicate<FoundTable> wanted) {
        return found.stream().filter(wanted).map(table -> table.table().name()).collect(Collectors.toSet());
    }

    /**
     * The outcomes, of which those have failed whose rows refer to rows that are not there.
     *
     * @param target as it is after the repair
     */
    List<TableOutcome> checked(List<TableOutcome> outcomes, List<Reference> references, Side target) {
        Verification verification = new Verifier(dialect, target, Optional.empty(), listener)
                .verify(references.stream()
                        .map(reference -> new ReferenceCheck(reference, Treatment.FOLLOW))
                        .toList());
        verification
                .unchecked()
                .forEach(left -> listener.warning(left.what() + " was not checked: " + left.reason() + "."));
        List<OrphanCount> broken = verification.counts().stream()
                .filter(count -> count.inTarget() > 0)
                .toList();
        return outcomes.stream().map(outcome -> checked(outcome, broken)).toList();
    }

    private TableOutcome checked(TableOutcome outcome, List<OrphanCount> broken) {
        List<String> own = broken.stream()
                .filter(count -> count.reference().child().equals(outcome.table()))
                .map(count ->
                        count.inTarget() + " of its rows violate the foreign key " + catalog.display(count.reference()))
                .toList();
        if (own.isEmpty() || outcome.failed()) {
            return outcome;
        }
        return outcome.failing(
                String.join("; ", own)
                        + ". They were written all the same: tables that refer to each other in a circle are checked afterwards.");
    }
}
