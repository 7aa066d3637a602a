package io.tranche.dialect.postgresql;

import io.tranche.catalog.TableName;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Definitions.Proof;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What fires while rows are loaded. Triggers are switched off and on, which their table's owner may do; foreign keys are
 * switched by superusers only, so others drop and create them.
 */
record Disturbances(Connection connection, ReplicaRole role) {
    private static final String TRIGGERS =
            """
            SELECT n.nspname, c.relname, t.tgname, t.tgenabled
            FROM pg_catalog.pg_trigger t
            JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND %s
            ORDER BY 1, 2, 3""";

    private static final String FOREIGN_KEYS =
            """
            SELECT n.nspname, c.relname, r.conname, pg_catalog.pg_get_constraintdef(r.oid), c.relkind, pn.nspname, p.relname
            FROM pg_catalog.pg_constraint r
            JOIN pg_catalog.pg_class c ON c.oid = r.conrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_class p ON p.oid = r.confrelid
            JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
            WHERE r.contype = 'f' AND coalesce((to_jsonb(r) ->> 'conparentid')::int8, 0) = 0
            ORDER BY 1, 2, 3""";

    List<Definition> of(Collection<TableName> tables) {
        Roots roots = Roots.of(connection);
        Set<TableName> wanted = new HashSet<>(tables);
        List<Definition> disturbing = new ArrayList<>();
        if (role == ReplicaRole.FORBIDDEN) {
            foreignKeys(wanted, roots, disturbing);
        }
        triggers(wanted, roots, disturbing);
        return disturbing;
    }

    /** Those of other tables that point here too: emptying a table would meet them. */
    private void foreignKeys(Set<TableName> wanted, Roots roots, List<Definition> found) {
        for (List<String> row : Rows.of(connection, FOREIGN_KEYS)) {
            TableName child = new TableName(row.get(0), row.get(1));
            TableName parent = new TableName(row.get(5), row.get(6));
            if (wanted.contains(roots.of(child)) || wanted.contains(roots.of(parent))) {
                found.add(ForeignKeys.definition(
                        child, row.get(2), row.get(3), row.get(4).equals("p"), Proof.CHECKED));
            }
        }
    }

    private void triggers(Set<TableName> wanted, Roots roots, List<Definition> found) {
        String firing = role == ReplicaRole.ALLOWED ? "t.tgenabled IN ('A', 'R')" : "t.tgenabled IN ('A', 'O')";
        for (List<String> row : Rows.of(connection, TRIGGERS.formatted(firing))) {
            TableName table = new TableName(row.get(0), row.get(1));
            if (wanted.contains(roots.of(table))) {
                found.add(trigger(table, row.get(2), row.get(3)));
            }
        }
    }

    private static Definition trigger(TableName table, String name, String enabled) {
        String mode =
                switch (enabled) {
                    case "A" -> "always";
                    case "R" -> "replica";
                    default -> "";
                };
        String alter = "ALTER TABLE " + Quoting.table(table) + " ";
        String quoted = " TRIGGER " + Quoting.identifier(name);
        String enable = mode.isEmpty() ? "ENABLE" : "ENABLE " + mode.toUpperCase(Locale.ROOT);
        return new Definition(
                Definition.Kind.TRIGGER,
                name,
                Optional.of(table),
                List.of(alter + enable + quoted),
                List.of(alter + "DISABLE" + quoted));
    }
}
