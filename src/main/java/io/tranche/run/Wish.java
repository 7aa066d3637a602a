package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.TableName;
import io.tranche.dialect.CloneScope;
import io.tranche.dialect.CloneScope.Events;
import io.tranche.dialect.CloneScope.Indexes;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Definitions;
import io.tranche.error.Problems;
import io.tranche.run.SchemaRequest.ForeignKeys;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects that {@code tranche schema} is about, on one side.
 *
 * @param all in an order in which they can be created, foreign keys last
 * @param notices what is left out, and why
 */
record Wish(List<Definition> all, List<String> notices) {
    /** @param database the target's: names of the source's database are made to lead there */
    static Wish of(SchemaRequest request, Catalog catalog, Definitions definitions, String database) {
        CloneScope scope = new CloneScope(
                request.tables().of(catalog),
                request.tables().views(catalog),
                database,
                Indexes.WITH_TABLE,
                Events.AS_IN_SOURCE,
                request.rights());
        List<Definition> all = new ArrayList<>(definitions.all(scope));
        List<TableName> tables = all.stream()
                .filter(definition -> definition.kind() == Definition.Kind.TABLE)
                .flatMap(definition -> definition.table().stream())
                .filter(catalog::contains)
                .distinct()
                .toList();
        if (request.foreignKeys() == ForeignKeys.TAKEN) {
            all.addAll(definitions.foreignKeys(tables, Definitions.Proof.TRUSTED));
        }
        return new Wish(all, definitions.notices());
    }

    static void check(SchemaRequest request, Catalog catalog) {
        Problems problems = new Problems();
        request.tables().check(catalog, problems);
        problems.refuseIfAny();
    }
}
