package io.tranche.dialect.postgresql;

import io.tranche.catalog.TableName;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Definitions.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** DDL of foreign keys. */
final class ForeignKeys {
    /** Child's schema and name, key, definition, kind of child, parent's schema and name, comment. */
    static final String QUERY =
            """
            SELECT n.nspname, c.relname, r.conname, pg_catalog.pg_get_constraintdef(r.oid), c.relkind, pn.nspname, p.relname,
                   pg_catalog.obj_description(r.oid, 'pg_constraint')
            FROM pg_catalog.pg_constraint r
            JOIN pg_catalog.pg_class p ON p.oid = r.confrelid JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
            JOIN pg_catalog.pg_class c ON c.oid = r.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE r.contype = 'f' AND coalesce((to_jsonb(r) ->> 'conparentid')::int8, 0) = 0
            ORDER BY 1, 2, 3""";

    private static final String NOT_VALID = " NOT VALID";
    private static final String NOT_ENFORCED = " NOT ENFORCED";

    private ForeignKeys() {}

    /**
     * Added without a look at the rows and then validated, in two statements: where the source has orphans the first holds for
     * rows to come though the second fails. Partitioned tables know no NOT VALID before version 18.
     *
     * <p>A trusted one is for a table without rows, where one statement does.
     *
     * @param constraint as pg_get_constraintdef writes it
     */
    static Definition definition(TableName child, String name, String constraint, boolean partitioned, Proof proof) {
        String alter = "ALTER TABLE " + Quoting.table(child) + " ";
        String quoted = Quoting.identifier(name);
        String add = alter + "ADD CONSTRAINT " + quoted + " " + constraint;
        boolean stays = proof == Proof.TRUSTED
                || partitioned
                || constraint.endsWith(NOT_VALID)
                || constraint.endsWith(NOT_ENFORCED);
        List<String> create = stays ? List.of(add) : List.of(add + NOT_VALID, alter + "VALIDATE CONSTRAINT " + quoted);
        return new Definition(
                Definition.Kind.FOREIGN_KEY,
                name + " of " + child,
                Optional.of(child),
                create,
                List.of(alter + "DROP CONSTRAINT IF EXISTS " + quoted));
    }

    /** @param comment null where there is none */
    static Definition commented(Definition key, TableName child, String name, String comment) {
        if (comment == null) {
            return key;
        }
        List<String> create = new ArrayList<>(key.create());
        create.add(
                1,
                "COMMENT ON CONSTRAINT " + Quoting.identifier(name) + " ON " + Quoting.table(child) + " IS "
                        + Quoting.literal(comment));
        return new Definition(key.kind(), key.name(), key.table(), create, key.drop());
    }
}
