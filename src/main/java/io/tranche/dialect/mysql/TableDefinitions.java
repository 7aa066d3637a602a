package io.tranche.dialect.mysql;

import io.tranche.catalog.TableName;
import io.tranche.config.Vendor;
import io.tranche.dialect.CloneScope.Indexes;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Definitions.Proof;
import io.tranche.dialect.mysql.TableItem.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The definitions that a table's {@code SHOW CREATE TABLE} holds. */
final class TableDefinitions {
    /** The setting that stands before each foreign key. */
    static final String CHECKS = "SET SESSION foreign_key_checks = ";

    /** Engines that add an index to a table by building just this index. */
    private static final Set<String> INDEXED_LATER = Set.of("INNODB", "MYISAM", "ARIA");

    private final TableName table;
    private final CreateTable statement;
    private final Set<TableItem> later;
    private final Vendor source;

    /**
     * @param text as printed under an empty sql_mode, leading to the target
     * @param source whose text it is
     */
    TableDefinitions(TableName table, String text, Indexes indexes, Vendor source) {
        this.table = table;
        this.source = source;
        this.statement = CreateTable.parse(text);
        this.later = switch (indexes) {
            case AFTER_ROWS -> indexesForLater();
            case WITH_TABLE -> Set.of();
        };
    }

    Definition table() {
        List<String> create = new ArrayList<>();
        create.add(statement.text(item -> item.kind() != Kind.FOREIGN_KEY && !later.contains(item)));
        if (source == Vendor.MYSQL) {
            create.addAll(new InheritedCharsets(Identifiers.quote(table.name()), statement).statements());
        }
        return new Definition(
                Definition.Kind.TABLE,
                table.name(),
                Optional.of(table),
                create,
                List.of("DROP TABLE IF EXISTS " + Identifiers.quote(table.name())),
                Definition.Stage.BEFORE_ROWS,
                Definition.Order.FREE);
    }

    /** The indexes that {@link #table} leaves for later, if any: in one statement, but for full-text ones. */
    Optional<Definition> indexes() {
        if (later.isEmpty()) {
            return Optional.empty();
        }
        List<String> together = new ArrayList<>();
        List<String> create = new ArrayList<>();
        for (TableItem item : statement.items()) {
            if (later.contains(item) && item.kind() == Kind.FULLTEXT_KEY) {
                create.add(alter("ADD " + item.text()));
            } else if (later.contains(item)) {
                together.add("ADD " + item.text());
            }
        }
        if (!together.isEmpty()) {
            create.add(0, alter(String.join(",\n  ", together)));
        }
        return Optional.of(new Definition(
                Definition.Kind.INDEX, "indexes of " + table.name(), Optional.of(table), create, List.of()));
    }

    List<TableItem> foreignKeys() {
        return statement.items(Kind.FOREIGN_KEY);
    }

    /** @param clauses the table's foreign keys */
    List<Definition> foreignKeys(List<TableItem> clauses, Proof proof) {
        String checks =
                switch (proof) {
                    case CHECKED -> CHECKS + "1";
                    case TRUSTED -> CHECKS + "0";
                };
        return clauses.stream()
                .map(item -> new Definition(
                        Definition.Kind.FOREIGN_KEY,
                        item.name() + " of " + table.name(),
                        Optional.of(table),
                        List.of(checks, alter("ADD " + item.text())),
                        List.of(alter("DROP FOREIGN KEY " + Identifiers.quote(item.name())))))
                .toList();
    }

    /** The table that a foreign key refers to, where it is one of the same database. */
    static Optional<TableName> parent(Definition foreignKey) {
        List<Token> tokens =
                Lexer.tokens(foreignKey.create().get(foreignKey.create().size() - 1));
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (tokens.get(i).is("REFERENCES")) {
                boolean elsewhere = tokens.get(i + 2).isSymbol(".");
                return elsewhere
                        ? Optional.empty()
                        : Optional.of(TableName.of(tokens.get(i + 1).name()));
            }
        }
        return Optional.empty();
    }

    private String alter(String clauses) {
        return "ALTER TABLE " + Identifiers.quote(table.name()) + "\n  " + clauses;
    }

    /**
     * Servers keep the indexes of one rank in the order in which they were added, and sort the ranks. So that the clone's
     * are in the source's order, each index before one that the load needs stays with the table too.
     */
    private Set<TableItem> indexesForLater() {
        if (!INDEXED_LATER.contains(statement.engine().toUpperCase(Locale.ROOT))) {
            return Set.of();
        }
        Set<TableItem> left = new HashSet<>();
        List<TableItem> items = statement.items();
        for (int i = items.size() - 1; i >= 0 && !needed(items.get(i)); i--) {
            if (items.get(i).kind().isSecondaryIndex()) {
                left.add(items.get(i));
            }
        }
        return left;
    }

    private boolean needed(TableItem item) {
        if (!item.kind().isSecondaryIndex()) {
            return false;
        }
        boolean identifies = item.kind() == Kind.UNIQUE_KEY
                && statement.items(Kind.PRIMARY_KEY).isEmpty();
        return identifies || counts(item);
    }

    /** An AUTO_INCREMENT column must have an index: the first that begins with it, or, in some engines, holds it. */
    private boolean counts(TableItem item) {
        return statement.items(Kind.AUTO_INCREMENT_COLUMN).stream()
                .map(TableItem::name)
                .anyMatch(column -> firstIndexOf(column).filter(item::equals).isPresent());
    }

    private Optional<TableItem> firstIndexOf(String column) {
        List<TableItem> keys = statement.items().stream()
                .filter(item -> item.kind() == Kind.PRIMARY_KEY || item.kind().isSecondaryIndex())
                .filter(item -> item.columns().contains(column))
                .toList();
        return keys.stream()
                .filter(item -> item.columns().get(0).equals(column))
                .findFirst()
                .or(() -> keys.stream().findFirst());
    }
}
