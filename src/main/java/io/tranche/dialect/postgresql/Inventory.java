package io.tranche.dialect.postgresql;

import io.tranche.catalog.TableName;
import io.tranche.dialect.CloneScope.Rights;
import io.tranche.dialect.Definition;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All objects of a database but foreign keys, and what each needs.
 *
 * @param objects by address ({@code pg_class/16384}), in order of age
 */
record Inventory(Map<String, Definition> objects, ObjectOrder order) {
    /**
     * What needs, what it needs, and {@code rest} where it is a table and a default or a check of it that does. The needed object is an extension's, a part of another, or
     * the server's own: then the address says whose.
     */
    private static final String DEPENDENCIES =
            """
            WITH owner(class, object, address) AS (
              SELECT 'pg_catalog.pg_rewrite'::pg_catalog.regclass, r.oid, 'pg_class/' || r.ev_class
              FROM pg_catalog.pg_rewrite r WHERE r.rulename = '_RETURN'
              UNION ALL
              SELECT 'pg_catalog.pg_attrdef'::pg_catalog.regclass, d.oid, 'pg_class/' || d.adrelid FROM pg_catalog.pg_attrdef d
              UNION ALL
              SELECT 'pg_catalog.pg_constraint'::pg_catalog.regclass, k.oid,
                     CASE WHEN k.contype IN ('u', 'x') OR k.contype = 'p' AND %1$s THEN 'pg_class/' || k.conindid
                          WHEN k.conrelid <> 0 THEN 'pg_class/' || k.conrelid ELSE 'pg_type/' || k.contypid END
              FROM pg_catalog.pg_constraint k LEFT JOIN pg_catalog.pg_class c ON c.oid = k.conrelid WHERE k.contype <> 'f'
              UNION ALL
              SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, i.indexrelid, 'pg_class/' || i.indrelid
              FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indrelid WHERE i.indisprimary AND NOT %1$s
              UNION ALL
              SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, c.oid, 'pg_type/' || c.reltype
              FROM pg_catalog.pg_class c WHERE c.relkind = 'c'
              UNION ALL
              SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, t.oid,
                     CASE WHEN c.relkind <> 'c' THEN 'pg_class/' || c.oid
                          WHEN e.typrelid <> 0 AND ec.relkind <> 'c' THEN 'pg_class/' || ec.oid
                          ELSE 'pg_type/' || e.oid END
              FROM pg_catalog.pg_type t
              LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
              LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
              LEFT JOIN pg_catalog.pg_class ec ON ec.oid = e.typrelid
              WHERE c.relkind <> 'c' OR e.oid IS NOT NULL
            )
            SELECT DISTINCT coalesce(a.address, d.classid::regclass || '/' || d.objid),
                            coalesce(b.address, d.refclassid::regclass || '/' || d.refobjid),
                            CASE WHEN d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
                                   OR d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND EXISTS (
                                     SELECT 1 FROM pg_catalog.pg_constraint k
                                     WHERE k.oid = d.objid AND k.contype = 'c' AND k.conrelid <> 0)
                                 THEN 'rest' ELSE '' END
            FROM pg_catalog.pg_depend d
            LEFT JOIN owner a ON a.class = d.classid AND a.object = d.objid
            LEFT JOIN owner b ON b.class = d.refclassid AND b.object = d.refobjid
            WHERE d.deptype IN ('n', 'a', 'i', 'P', 'S')
              AND NOT (d.deptype = 'a' AND d.refobjsubid > 0 AND EXISTS (
                SELECT 1 FROM pg_catalog.pg_class s WHERE s.oid = d.objid AND s.relkind = 'S'
                AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass))
            UNION
            SELECT 'owner/' || d.objid, 'pg_class/' || x, '' FROM pg_catalog.pg_depend d
            JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'
            CROSS JOIN LATERAL (VALUES (d.objid), (d.refobjid)) AS v(x)
            WHERE d.deptype = 'a' AND d.refobjsubid > 0 AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
            UNION
            SELECT 'members/' || f.oid, a, '' FROM pg_catalog.pg_opfamily f
            CROSS JOIN LATERAL (
              SELECT 'pg_opfamily/' || f.oid
              UNION ALL SELECT 'pg_operator/' || o.amopopr FROM pg_catalog.pg_amop o WHERE o.amopfamily = f.oid
              UNION ALL SELECT 'pg_proc/' || o.amproc::oid FROM pg_catalog.pg_amproc o WHERE o.amprocfamily = f.oid
              UNION ALL SELECT 'pg_opclass/' || o.oid FROM pg_catalog.pg_opclass o WHERE o.opcfamily = f.oid
            ) AS m(a)
            UNION
            SELECT 'pg_opclass/' || c.oid, a, '' FROM pg_catalog.pg_opclass c
            CROSS JOIN LATERAL (
              SELECT 'pg_opfamily/' || c.opcfamily
              UNION ALL SELECT 'pg_operator/' || o.amopopr FROM pg_catalog.pg_amop o
                WHERE o.amopfamily = c.opcfamily AND o.amoplefttype = c.opcintype
              UNION ALL SELECT 'pg_proc/' || o.amproc::oid FROM pg_catalog.pg_amproc o
                WHERE o.amprocfamily = c.opcfamily AND o.amproclefttype = c.opcintype
            ) AS m(a)
            UNION
            SELECT 'pg_class/' || i.indexrelid, 'pg_class/' || x.oid, ''
            FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid AND c.relkind = 'I'
            CROSS JOIN LATERAL (
              WITH RECURSIVE tree(oid) AS (
                SELECT h.inhrelid FROM pg_catalog.pg_inherits h WHERE h.inhparent = i.indrelid UNION ALL
                SELECT h.inhrelid FROM tree t JOIN pg_catalog.pg_inherits h ON h.inhparent = t.oid)
              SELECT oid FROM tree) x
            UNION
            SELECT 'security/' || c.oid, 'pg_class/' || c.oid, '' FROM pg_catalog.pg_class c
            WHERE c.relrowsecurity OR c.relforcerowsecurity""";

    /** @throws SQLException as the server does */
    static Inventory read(Connection connection, ServerFacts server, PrimaryKeys keys, Set<Rights> rights)
            throws SQLException {
        Map<String, Definition> objects = new LinkedHashMap<>();
        for (ObjectQuery query : queries(server, keys, rights)) {
            read(connection, query, objects);
        }
        List<List<String>> dependencies = new ArrayList<>(Rows.plain(connection, DEPENDENCIES.formatted(keys.late())));
        objects.keySet()
                .forEach(address -> ofRight(address).ifPresent(of -> dependencies.add(List.of(address, of, ""))));
        ObjectOrder order = new ObjectOrder(objects, dependencies);
        Set<String> circular = order.circular();
        if (circular.isEmpty()) {
            return new Inventory(objects, order);
        }
        Map<String, Definition> first = new LinkedHashMap<>();
        Map<String, Definition> second = new LinkedHashMap<>();
        TableQueries tables = new TableQueries(server, keys);
        read(connection, tables.bare(), first);
        read(connection, tables.rests(), second);
        read(connection, LateQueries.shapes(), first);
        return new Circles(circular, first, second).parted(objects, dependencies);
    }

    private static List<ObjectQuery> queries(ServerFacts server, PrimaryKeys keys, Set<Rights> rights) {
        List<ObjectQuery> queries = new ArrayList<>();
        queries.addAll(new TypeQueries(server).all());
        queries.addAll(new RoutineQueries(server).all());
        queries.addAll(new OperatorQueries().all());
        queries.addAll(new TableQueries(server, keys).all());
        queries.addAll(new LateQueries(server, keys).all());
        queries.addAll(new RemoteQueries(server).all());
        queries.addAll(new RightQueries(server).all(rights));
        return queries;
    }

    private static void read(Connection connection, ObjectQuery query, Map<String, Definition> objects)
            throws SQLException {
        for (List<String> row : Rows.plain(connection, query.sql())) {
            Optional<TableName> table =
                    Optional.ofNullable(row.get(2)).map(schema -> new TableName(schema, row.get(3)));
            objects.put(
                    row.get(0),
                    new Definition(
                            query.kind(),
                            row.get(1),
                            table,
                            TextArrays.parse(row.get(4)),
                            TextArrays.parse(row.get(5))));
        }
    }

    /** The object that an owner or a grant is of. */
    static Optional<String> ofRight(String address) {
        return Stream.of(RightQueries.OWNER, RightQueries.GRANTS)
                .filter(address::startsWith)
                .map(prefix -> address.substring(prefix.length()).replaceAll("^(\\w+/\\d+)/.*", "$1"))
                .findFirst();
    }
}
