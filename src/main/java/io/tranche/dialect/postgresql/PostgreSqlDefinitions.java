package io.tranche.dialect.postgresql;

import io.tranche.catalog.TableName;
import io.tranche.dialect.CloneScope;
import io.tranche.dialect.CloneScope.Rights;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Definitions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The DDL of a database: the server's own functions write definitions where it has some, queries over its catalog the others.
 * The names in it lead to their schemas, whatever the target's search path.
 */
final class PostgreSqlDefinitions implements Definitions {
    /** The needed object is an extension's, a part of another, or the server's own: then the address says whose. */
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
                            coalesce(b.address, d.refclassid::regclass || '/' || d.refobjid)
            FROM pg_catalog.pg_depend d
            LEFT JOIN owner a ON a.class = d.classid AND a.object = d.objid
            LEFT JOIN owner b ON b.class = d.refclassid AND b.object = d.refobjid
            WHERE d.deptype IN ('n', 'a', 'i', 'P', 'S')
              AND NOT (d.deptype = 'a' AND d.refobjsubid > 0 AND EXISTS (
                SELECT 1 FROM pg_catalog.pg_class s WHERE s.oid = d.objid AND s.relkind = 'S'
                AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass))
            UNION
            SELECT 'owner/' || d.objid, 'pg_class/' || x FROM pg_catalog.pg_depend d
            JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'
            CROSS JOIN LATERAL (VALUES (d.objid), (d.refobjid)) AS v(x)
            WHERE d.deptype = 'a' AND d.refobjsubid > 0 AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
            UNION
            SELECT 'members/' || f.oid, a FROM pg_catalog.pg_opfamily f
            CROSS JOIN LATERAL (
              SELECT 'pg_opfamily/' || f.oid
              UNION ALL SELECT 'pg_operator/' || o.amopopr FROM pg_catalog.pg_amop o WHERE o.amopfamily = f.oid
              UNION ALL SELECT 'pg_proc/' || o.amproc::oid FROM pg_catalog.pg_amproc o WHERE o.amprocfamily = f.oid
              UNION ALL SELECT 'pg_opclass/' || o.oid FROM pg_catalog.pg_opclass o WHERE o.opcfamily = f.oid
            ) AS m(a)
            UNION
            SELECT 'pg_opclass/' || c.oid, a FROM pg_catalog.pg_opclass c
            CROSS JOIN LATERAL (
              SELECT 'pg_opfamily/' || c.opcfamily
              UNION ALL SELECT 'pg_operator/' || o.amopopr FROM pg_catalog.pg_amop o
                WHERE o.amopfamily = c.opcfamily AND o.amoplefttype = c.opcintype
              UNION ALL SELECT 'pg_proc/' || o.amproc::oid FROM pg_catalog.pg_amproc o
                WHERE o.amprocfamily = c.opcfamily AND o.amproclefttype = c.opcintype
            ) AS m(a)
            UNION
            SELECT 'security/' || c.oid, 'pg_class/' || c.oid FROM pg_catalog.pg_class c
            WHERE c.relrowsecurity OR c.relforcerowsecurity""";

    private static final String FOREIGN_KEYS =
            """
            SELECT n.nspname, c.relname, r.conname, pg_catalog.pg_get_constraintdef(r.oid), c.relkind, pn.nspname, p.relname,
                   pg_catalog.obj_description(r.oid, 'pg_constraint')
            FROM pg_catalog.pg_constraint r
            JOIN pg_catalog.pg_class p ON p.oid = r.confrelid JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
            JOIN pg_catalog.pg_class c ON c.oid = r.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE r.contype = 'f' AND coalesce((to_jsonb(r) ->> 'conparentid')::int8, 0) = 0
            ORDER BY 1, 2, 3""";

    private final Connections connections;
    private final ServerFacts server;
    private final List<String> notices = new ArrayList<>();

    PostgreSqlDefinitions(Connections connections, ServerFacts server) {
        this.connections = connections;
        this.server = server;
    }

    @Override
    public List<Definition> all(CloneScope scope) {
        notices.clear();
        try (Connection connection = connections.openOrFail()) {
            SessionSettings.emptyPath(connection);
            return all(connection, scope);
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }

    private List<Definition> all(Connection connection, CloneScope scope) throws SQLException {
        Map<String, Definition> objects = new LinkedHashMap<>();
        PrimaryKeys keys = PrimaryKeys.of(scope);
        for (ObjectQuery query : queries(scope.rights(), keys)) {
            read(connection, query, objects);
        }
        Map<String, List<String>> comments = comments(connection);
        List<List<String>> dependencies = new ArrayList<>(Rows.plain(connection, DEPENDENCIES.formatted(keys.late())));
        objects.keySet().forEach(address -> ofRight(address).ifPresent(of -> dependencies.add(List.of(address, of))));
        ObjectOrder order = new ObjectOrder(objects, dependencies);
        Set<String> unwanted = unwanted(objects, Roots.of(connection), scope);
        Set<String> dependents = order.dependents(unwanted);
        Stages stages = new Stages(objects, order);
        List<Definition> wanted = new ArrayList<>();
        List<Definition> commented = new ArrayList<>();
        List<Definition> rights = new ArrayList<>();
        for (String address : order.sorted()) {
            if (unwanted.contains(address)) {
                continue;
            }
            Definition object = objects.get(address);
            if (dependents.contains(address)) {
                noticeLeftOut(object);
                continue;
            }
            (ofRight(address).isPresent() ? rights : wanted).add(stages.placed(address));
            comment(object, comments.remove(address)).ifPresent(commented::add);
        }
        wanted.addAll(commented);
        // the last of all: whoever gives objects away may do nothing more with them
        wanted.addAll(rights);
        noticeUnknown(connection);
        return wanted;
    }

    /** The object that an owner or a grant is of. */
    private static Optional<String> ofRight(String address) {
        return Stream.of(RightQueries.OWNER, RightQueries.GRANTS)
                .filter(address::startsWith)
                .map(prefix -> address.substring(prefix.length()).replaceAll("^(\\w+/\\d+)/.*", "$1"))
                .findFirst();
    }

    /** All objects, with what drops them: schemas and extensions too, but for the schema that every database has. */
    List<Definition> droppable() {
        CloneScope all = new CloneScope(
                table -> true, server.database(), CloneScope.Indexes.AFTER_ROWS, CloneScope.Events.AS_IN_SOURCE);
        return all(all).stream()
                .map(definition -> switch (definition.kind()) {
                    case SCHEMA, EXTENSION -> withDrop(definition);
                    case TYPE, ROUTINE, SEQUENCE, TABLE, INDEX, FOREIGN_KEY, VIEW, TRIGGER, EVENT, OTHER -> definition;
                })
                .toList();
    }

    private static Definition withDrop(Definition definition) {
        if (definition.name().equals("public")) {
            return definition;
        }
        String drop = "DROP " + definition.kind() + " IF EXISTS " + Quoting.identifier(definition.name()) + " CASCADE";
        return new Definition(
                definition.kind(), definition.name(), Optional.empty(), definition.create(), List.of(drop));
    }

    private List<ObjectQuery> queries(Set<Rights> rights, PrimaryKeys keys) {
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

    /** A partition goes with its root, which it depends on. */
    private static Set<String> unwanted(Map<String, Definition> objects, Roots roots, CloneScope scope) {
        Set<String> unwanted = new HashSet<>();
        objects.forEach((address, object) -> object.table()
                .filter(table -> !(object.kind() == Definition.Kind.VIEW
                        ? scope.views().test(table)
                        : scope.tables().test(roots.of(table))))
                .ifPresent(table -> unwanted.add(address)));
        return unwanted;
    }

    private void noticeLeftOut(Definition object) {
        switch (object.kind()) {
            case TABLE, VIEW, ROUTINE, TYPE ->
                notices.add(object.kind().name().toLowerCase(java.util.Locale.ROOT) + " " + object.name()
                        + " is left out: it depends on a table that is.");
            case SCHEMA, EXTENSION, SEQUENCE, INDEX, FOREIGN_KEY, TRIGGER, EVENT, OTHER -> {
                // goes without saying
            }
        }
    }

    private static Map<String, List<String>> comments(Connection connection) throws SQLException {
        Map<String, List<String>> comments = new LinkedHashMap<>();
        for (List<String> row : Rows.plain(connection, LateQueries.comments())) {
            comments.computeIfAbsent(row.get(0), address -> new ArrayList<>()).add(row.get(2));
        }
        return comments;
    }

    private static Optional<Definition> comment(Definition object, List<String> statements) {
        return Optional.ofNullable(statements)
                .map(sql -> new Definition(
                        Definition.Kind.OTHER, "comment on " + object.name(), object.table(), sql, List.of()));
    }

    private void noticeUnknown(Connection connection) throws SQLException {
        for (List<String> row : Rows.plain(connection, UnknownObjects.QUERY)) {
            notices.add("Not recreated: " + row.get(0) + " " + row.get(1) + ".");
        }
    }

    @Override
    public List<String> notices() {
        return List.copyOf(notices);
    }

    @Override
    public List<Definition> foreignKeys(Collection<TableName> tables, Proof proof) {
        try (Connection connection = connections.openOrFail()) {
            SessionSettings.emptyPath(connection);
            Roots roots = Roots.of(connection);
            Set<TableName> wanted = new HashSet<>(tables);
            List<Definition> found = new ArrayList<>();
            for (List<String> row : Rows.of(connection, FOREIGN_KEYS)) {
                TableName child = new TableName(row.get(0), row.get(1));
                TableName parent = new TableName(row.get(5), row.get(6));
                if (!wanted.contains(roots.of(child))) {
                    continue;
                }
                if (wanted.contains(roots.of(parent))) {
                    found.add(ForeignKeys.commented(
                            ForeignKeys.definition(
                                    child, row.get(2), row.get(3), row.get(4).equals("p"), proof),
                            child,
                            row.get(2),
                            row.get(7)));
                } else {
                    notices.add("The foreign key " + row.get(2) + " of " + child + " is left out: it refers to "
                            + parent + ", which is.");
                }
            }
            return found;
        } catch (SQLException e) {
            throw Failures.of(e);
        }
    }
}
