package io.tranche.dialect.mysql;

import io.tranche.dialect.mysql.TableItem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A table's definition by MariaDB, as MySQL understands it: columns and rows stay what they are, and what only MariaDB can do is
 * left out and told.
 */
final class MariaDbTable {
    private static final Set<String> ENGINES =
            Set.of("INNODB", "MYISAM", "MEMORY", "CSV", "ARCHIVE", "BLACKHOLE", "MRG_MYISAM", "FEDERATED");

    private final CreateTable statement;
    private final ServerFacts target;
    private final Consumer<String> notices;

    /** @param notices takes what the user should know */
    MariaDbTable(CreateTable statement, ServerFacts target, Consumer<String> notices) {
        this.statement = statement;
        this.target = target;
        this.notices = notices;
    }

    String forMySql() {
        List<TableItem> items = new ArrayList<>();
        Map<String, TableItem> columns = statement.columns();
        for (TableItem item : statement.items()) {
            if (isColumn(item)) {
                items.add(item.with(new MariaDbColumn(item.text(), target, notices).forMySql()));
            } else if (isKnown(item, columns)) {
                items.add(ascending(item));
            }
        }
        return new CreateTable(statement.head(), items, tail()).text(item -> true);
    }

    private static boolean isColumn(TableItem item) {
        return item.kind() == Kind.COLUMN || item.kind() == Kind.AUTO_INCREMENT_COLUMN;
    }

    private boolean isKnown(TableItem item, Map<String, TableItem> columns) {
        List<Token> tokens = Lexer.tokens(item.text());
        if (tokens.get(0).is("PERIOD")) {
            notices.accept("The target does not know periods: tables have only their columns there.");
            return false;
        }
        boolean overlaps = tokens.stream().anyMatch(token -> token.is("OVERLAPS"));
        boolean vector = tokens.get(0).is("VECTOR");
        boolean whole = item.kind() == Kind.UNIQUE_KEY
                && tokens.stream().anyMatch(token -> token.is("HASH"))
                && item.columns().stream().anyMatch(column -> MariaDbColumn.isLong(columns.get(column)));
        if (overlaps || vector || whole) {
            notices.accept("The target does not know keys like " + item.name() + " of " + table()
                    + ", which is left out: " + item.text() + ".");
        }
        return !overlaps && !vector && !whole;
    }

    /** MySQL has descending keys in one engine. */
    private TableItem ascending(TableItem key) {
        if (statement.engine().equalsIgnoreCase("InnoDB")) {
            return key;
        }
        List<Edits.Edit> edits = Lexer.tokens(key.text()).stream()
                .filter(token -> token.is("DESC"))
                .map(token -> new Edits.Edit(token.start() - 1, token.end(), ""))
                .toList();
        if (!edits.isEmpty() && isKnownEngine(statement.engine())) {
            notices.accept(
                    "The target has descending keys in InnoDB only: " + key.name() + " of " + table() + " ascends.");
            return key.with(Edits.apply(key.text(), edits));
        }
        return key;
    }

    private static boolean isKnownEngine(String engine) {
        return ENGINES.contains(engine.toUpperCase(Locale.ROOT));
    }

    private String table() {
        return Lexer.tokens(statement.head()).get(2).name();
    }

    /** Options and partitions: those in backticks are MariaDB's engines' own. */
    private String tail() {
        String tail = statement.tail();
        List<Token> tokens = Lexer.tokens(tail);
        List<Edits.Edit> edits = new ArrayList<>();
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            if (token.is("PARTITION") && isAt(tokens, i, "PARTITION", "BY", "SYSTEM_TIME")) {
                edits.add(new Edits.Edit(token.start(), tail.length(), ""));
                notices.accept("The target does not know partitions by SYSTEM_TIME: " + table() + " has none there.");
                break;
            }
            if (isAt(tokens, i, "WITH", "SYSTEM", "VERSIONING")) {
                edits.add(new Edits.Edit(token.start(), tokens.get(i + 2).end(), ""));
                notices.accept("The target does not know system versioning: " + table() + " keeps no history there.");
            } else if (i + 2 < tokens.size() && tokens.get(i + 1).isSymbol("=")) {
                Token value = tokens.get(i + 2);
                if (isUnknown(token, value, depth)) {
                    edits.add(new Edits.Edit(token.start(), value.end(), ""));
                    notices.accept("The target does not know the option " + tail.substring(token.start(), value.end())
                            + ": tables have it not there.");
                } else if (token.is("ENGINE") && !isKnownEngine(value.text())) {
                    edits.add(new Edits.Edit(value.start(), value.end(), "InnoDB"));
                    notices.accept(
                            "The target does not know the engine " + value.text() + ": InnoDB stands in its place.");
                }
            }
        }
        return Edits.apply(tail, edits).stripTrailing();
    }

    private static boolean isUnknown(Token option, Token value, int depth) {
        return option.kind() == Token.Kind.NAME && depth <= 0
                || option.is("PAGE_CHECKSUM")
                || option.is("TRANSACTIONAL")
                || option.is("SEQUENCE")
                || option.is("ROW_FORMAT") && value.is("PAGE");
    }

    private static boolean isAt(List<Token> tokens, int at, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (at + i >= tokens.size() || !tokens.get(at + i).is(words[i])) {
                return false;
            }
        }
        return true;
    }
}
