package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.catalog.TableSelection;
import io.tranche.error.Problems;
import java.util.List;
import java.util.function.Predicate;

/**
 * The tables of both sides that a comparison is about. Those that the user ignores are not seen here at all.
 *
 * @param common in the order of the source's catalog
 * @param missing only the source has them
 * @param extra only the target has them
 */
record SyncStructure(List<TableName> common, List<TableName> missing, List<TableName> extra) {
    /** @throws io.tranche.error.Refusal if a wanted name is no table of either side */
    static SyncStructure of(Catalog source, Catalog target, TableSelection selection) {
        check(source, target, selection);
        List<TableName> ours = tables(source, selection);
        List<TableName> theirs = tables(called(target, source.database()), selection);
        return new SyncStructure(
                ours.stream().filter(theirs::contains).toList(),
                ours.stream().filter(table -> !theirs.contains(table)).toList(),
                theirs.stream().filter(table -> !ours.contains(table)).toList());
    }

    /** A copy of a database has a name of its own: {@code --schema} means both by the source's. */
    private static Catalog called(Catalog target, String database) {
        return new Catalog(database, target.defaultSchema(), target.tables(), target.references(), target.notices());
    }

    /** @throws io.tranche.error.Refusal if a wanted name is no table of either side */
    static void check(Catalog source, Catalog target, TableSelection selection) {
        Problems here = new Problems();
        selection.check(source, here);
        Problems there = new Problems();
        selection.check(target, there);
        Problems problems = new Problems();
        here.all().stream()
                .filter(problem ->
                        there.all().stream().anyMatch(other -> other.where().equals(problem.where())))
                .forEach(problems::add);
        problems.refuseIfAny();
    }

    /** Those of one side, in the order of its catalog. */
    static List<TableName> tables(Catalog catalog, TableSelection selection) {
        Predicate<TableName> wanted = selection.of(catalog);
        return catalog.tables().values().stream()
                .filter(table -> table.kind() == Table.Kind.BASE)
                .map(Table::name)
                .filter(wanted)
                .toList();
    }
}
