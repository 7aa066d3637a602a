package io.tranche.dialect.postgresql;

import io.tranche.catalog.TableName;
import io.tranche.dialect.CloneScope;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Definitions;
import io.tranche.dialect.Dependencies;
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

/**
 * The DDL of a database: the server's own functions write definitions where it has some, queries over its catalog the others.
 * The names in it lead to their schemas, whatever the target's search path.
 */
final class PostgreSqlDefinitions implements Definitions {
    private final KeptSessions sessions;
    private final ServerFacts server;
    private final List<String> notices = new ArrayList<>();

    PostgreSqlDefinitions(KeptSessions sessions, ServerFacts server) {
        this.sessions = sessions;
        this.server = server;
    }

    @Override
    public List<Definition> all(CloneScope scope) {
        notices.clear();
        return sessions.ask(connection -> all(connection, scope));
    }

    private List<Definition> all(Connection connection, CloneScope scope) throws SQLException {
        Inventory inventory = Inventory.read(connection, server, PrimaryKeys.of(scope), scope.rights());
        Map<String, Definition> objects = inventory.objects();
        ObjectOrder order = inventory.order();
        Map<String, List<String>> comments = comments(connection);
        Roots roots = Roots.of(connection);
        Set<String> unwanted = unwanted(objects, roots, scope);
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
            (Inventory.ofRight(address).isPresent() ? rights : wanted).add(ofRoot(stages.placed(address), roots));
            comment(object, comments.remove(address)).ifPresent(commented::add);
        }
        wanted.addAll(commented);
        // the last of all: whoever gives objects away may do nothing more with them
        wanted.addAll(rights);
        noticeUnknown(connection);
        return wanted;
    }

    private static Definition ofRoot(Definition object, Roots roots) {
        return object.kind() == Definition.Kind.INDEX
                ? object.table().map(table -> object.of(roots.of(table))).orElse(object)
                : object;
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

    /** What depends on objects that are to be removed, without being one of them. */
    Dependencies dependencies() {
        return sessions.ask(connection -> {
            Inventory inventory = Inventory.read(connection, server, PrimaryKeys.WITH_TABLE, Set.of());
            List<List<String>> foreignKeys = Rows.plain(connection, ForeignKeys.QUERY);
            return unwanted -> new Dependents(unwanted).in(inventory, foreignKeys);
        });
    }

    private static Definition withDrop(Definition definition) {
        if (definition.name().equals("public")) {
            return definition;
        }
        String drop = "DROP " + definition.kind() + " IF EXISTS " + Quoting.identifier(definition.name()) + " CASCADE";
        return new Definition(
                definition.kind(), definition.name(), Optional.empty(), definition.create(), List.of(drop));
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
        return sessions.ask(connection -> foreignKeys(new HashSet<>(tables), proof, connection));
    }

    private List<Definition> foreignKeys(Set<TableName> wanted, Proof proof, Connection connection) {
        Roots roots = Roots.of(connection);
        List<Definition> found = new ArrayList<>();
        for (List<String> row : Rows.of(connection, ForeignKeys.QUERY)) {
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
                notices.add("The foreign key " + row.get(2) + " of " + child + " is left out: it refers to " + parent
                        + ", which is.");
            }
        }
        return found;
    }
}
