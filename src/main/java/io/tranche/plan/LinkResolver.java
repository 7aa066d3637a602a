package io.tranche.plan;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Column;
import io.tranche.catalog.Reference;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.config.ReferenceRule.Treatment;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.KeyForm;
import io.tranche.keys.KeySpace;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes links of references, and says which tables rows can reach over them. */
final class LinkResolver {
    private final Catalog catalog;
    private final Dialect dialect;

    LinkResolver(Catalog catalog, Dialect dialect) {
        this.catalog = catalog;
        this.dialect = dialect;
    }

    /** The space in which the rows of a table record one of their keys. */
    static KeySpace ownSpace(TableName table, List<String> columns, KeyForm form) {
        return new KeySpace(table + "(" + String.join(",", columns) + ")", kind(form));
    }

    List<Pull> pulls(List<Treated> references) {
        return references.stream()
                .filter(treated -> treated.treatment() == Treatment.FOLLOW)
                .map(Treated::reference)
                .map(this::pull)
                .toList();
    }

    private Pull pull(Reference reference) {
        Table parent = catalog.table(reference.parent());
        List<Column> parentColumns = parent.columnsOf(reference.parentColumns());
        List<Column> childColumns = catalog.table(reference.child()).columnsOf(reference.childColumns());
        KeyForm form = dialect.form(childColumns, parentColumns);
        return new Pull(
                reference.child() + "." + reference.name(),
                reference,
                space(parent, reference, form, parentColumns),
                form);
    }

    /**
     * Equal keys in one form are one row only where the key is unique; then a copied key need not be asked for. Elsewhere (two
     * parents with one key, or a child whose key is spelled in another charset) each wanted key is asked once.
     */
    private KeySpace space(Table parent, Reference reference, KeyForm form, List<Column> parentColumns) {
        KeySpace own = ownSpace(parent.name(), reference.parentColumns(), form);
        boolean shared = form.equals(dialect.form(parentColumns)) && parent.uniqueOver(reference.parentColumns());
        return shared ? own : new KeySpace(own.name() + " asked as " + String.join(",", form.fields()), own.kind());
    }

    /** The tables that may receive rows. */
    Set<TableName> touched(Set<TableName> scanned, List<Pull> pulls, List<Join> joins) {
        Set<TableName> touched = new HashSet<>(scanned);
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Pull pull : pulls) {
                grew |= touched.contains(pull.from()) && touched.add(pull.to());
            }
            for (Join join : joins) {
                grew |= touched.contains(join.from()) && touched.add(join.to());
            }
        }
        return touched;
    }

    private static KeySpace.Kind kind(KeyForm form) {
        return form.integer() ? KeySpace.Kind.INTEGER : KeySpace.Kind.TEXT;
    }
}
