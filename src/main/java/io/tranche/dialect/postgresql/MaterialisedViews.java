package io.tranche.dialect.postgresql;

import io.tranche.catalog.TableName;
import io.tranche.dialect.SqlFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Materialised views of a target whose tables were filled. */
record MaterialisedViews(PostgreSqlSession session) {
    /** Views that hold rows, in the order of their creation, with each table below them: one view may stand on another. */
    private static final String BELOW =
            """
            WITH RECURSIVE uses(view, below) AS (
              SELECT DISTINCT r.ev_class, d.refobjid
              FROM pg_catalog.pg_rewrite r
              JOIN pg_catalog.pg_depend d ON d.objid = r.oid AND d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
               AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid <> r.ev_class
            ), below(view, relation) AS (
              SELECT u.view, u.below FROM uses u
              UNION
              SELECT b.view, u.below FROM below b JOIN uses u ON u.view = b.relation
            )
            SELECT vn.nspname, v.relname, tn.nspname, t.relname
            FROM below b
            JOIN pg_catalog.pg_class v ON v.oid = b.view AND v.relkind = 'm' AND v.relispopulated
            JOIN pg_catalog.pg_namespace vn ON vn.oid = v.relnamespace
            JOIN pg_catalog.pg_class t ON t.oid = b.relation AND t.relkind IN ('r', 'p')
            JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
            ORDER BY v.oid""";

    /** @return which were not refreshed, and why */
    List<String> refresh(Collection<TableName> tables) {
        Roots roots = Roots.of(session.connection());
        Set<TableName> filled = new HashSet<>(tables);
        Set<TableName> views = new LinkedHashSet<>();
        for (List<String> row : session.rows(BELOW)) {
            if (filled.contains(roots.of(new TableName(row.get(2), row.get(3))))) {
                views.add(new TableName(row.get(0), row.get(1)));
            }
        }
        List<String> warnings = new ArrayList<>();
        for (TableName view : views) {
            try {
                session.execute("REFRESH MATERIALIZED VIEW " + Quoting.table(view));
                session.commit();
            } catch (SqlFailure e) {
                session.rollback();
                warnings.add("The materialised view " + view + " was not refreshed: " + e.getMessage());
            }
        }
        return warnings;
    }
}
