package io.tranche.dialect.mysql;

import io.tranche.catalog.TableName;
import io.tranche.dialect.CloneScope;
import io.tranche.dialect.CloneScope.Indexes;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Definitions;
import io.tranche.dialect.SqlFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The DDL of a MySQL or MariaDB database, from what the server's own SHOW CREATE prints. */
final class MySqlDefinitions implements Definitions {
    private final ConnectionOpener opener;
    private final List<String> notices = new ArrayList<>();
    private final Map<TableName, String> texts = new HashMap<>();

    /** @param opener of connections to the database; one is open while definitions are read */
    MySqlDefinitions(ConnectionOpener opener) {
        this.opener = opener;
    }

    @Override
    public List<Definition> all(CloneScope scope) {
        notices.clear();
        texts.clear();
        try (DefinitionSession session = DefinitionSession.open(opener)) {
            DatabaseObjects objects = DatabaseObjects.read(session);
            DatabaseDefaults defaults = DatabaseDefaults.read(session);
            Qualifiers qualifiers = new Qualifiers(session.server(), objects.names());
            ProgramDefinitions programs = new ProgramDefinitions(session, scope, qualifiers, defaults);
            ViewDefinitions views = new ViewDefinitions(session, scope, objects, qualifiers);
            List<Definition> all = new ArrayList<>();
            all.add(defaults.definition());
            all.addAll(programs.routines());
            objects.sequences().forEach(name -> all.add(SequenceDefinition.read(session, name)));
            all.addAll(tables(session, scope, objects, qualifiers));
            all.addAll(views.views());
            all.addAll(programs.triggers());
            all.addAll(programs.events());
            all.addAll(closing(all, defaults));
            notices.addAll(views.notices());
            notices.addAll(programs.notices());
            return all;
        }
    }

    @Override
    public List<Definition> tables(CloneScope scope) {
        notices.clear();
        texts.clear();
        try (DefinitionSession session = DefinitionSession.open(opener)) {
            DatabaseObjects objects = DatabaseObjects.read(session);
            return tables(session, scope, objects, new Qualifiers(session.server(), objects.names()));
        }
    }

    @Override
    public List<String> notices() {
        return List.copyOf(notices);
    }

    @Override
    public List<Definition> foreignKeys(Collection<TableName> tables, Proof proof) {
        Set<TableName> wanted = new HashSet<>(tables);
        try (DefinitionSession session = DefinitionSession.open(opener)) {
            return tables.stream()
                    .flatMap(table -> foreignKeys(session, table, proof).stream())
                    .filter(key -> hasParent(key, wanted))
                    .toList();
        }
    }

    private List<Definition> foreignKeys(DefinitionSession session, TableName table, Proof proof) {
        TableDefinitions definitions = new TableDefinitions(
                table,
                text(session, table),
                Indexes.WITH_TABLE,
                session.server().vendor());
        List<TableItem> shown = definitions.foreignKeys();
        List<TableItem> clauses =
                shown.stream().allMatch(ForeignKeyLines::isPlain) ? shown : ForeignKeyRows.of(session, table, shown);
        return definitions.foreignKeys(clauses, proof);
    }

    private boolean hasParent(Definition key, Set<TableName> wanted) {
        Optional<TableName> missing = TableDefinitions.parent(key).filter(parent -> !wanted.contains(parent));
        missing.ifPresent(parent ->
                notices.add("The foreign key " + key.name() + " is left out: it refers to " + parent + ", which is."));
        return missing.isEmpty();
    }

    /** Tables, then the indexes that are left for later. */
    private List<Definition> tables(
            DefinitionSession session, CloneScope scope, DatabaseObjects objects, Qualifiers qualifiers) {
        List<Definition> tables = new ArrayList<>();
        List<Definition> indexes = new ArrayList<>();
        for (String name : objects.tables()) {
            TableName table = TableName.of(name);
            if (scope.tables().test(table)) {
                shown(session, table)
                        .map(text -> qualifiers.strip(text, ""))
                        .map(text -> new TableDefinitions(
                                table, text, scope.indexes(), session.server().vendor()))
                        .ifPresent(definitions -> {
                            tables.add(definitions.table());
                            definitions.indexes().ifPresent(indexes::add);
                        });
            }
        }
        tables.addAll(indexes);
        return tables;
    }

    private Optional<String> shown(DefinitionSession session, TableName table) {
        try {
            return Optional.of(text(session, table));
        } catch (SqlFailure e) {
            notices.add("The table " + table + " is left out. The source says: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Asked for once: foreign keys are in the same text as their table. */
    private String text(DefinitionSession session, TableName table) {
        return texts.computeIfAbsent(
                table, name -> session.text("SHOW CREATE TABLE " + Identifiers.quote(name.name()), 2)
                        .orElseThrow());
    }

    /** An object that could not be created may have left the database's collation as it needed it. */
    private static List<Definition> closing(List<Definition> all, DatabaseDefaults defaults) {
        boolean changed = all.stream()
                .skip(1)
                .flatMap(definition -> definition.create().stream())
                .anyMatch(DatabaseDefaults.alter(defaults.collation())::equals);
        return changed ? List.of(defaults.definition()) : List.of();
    }
}
