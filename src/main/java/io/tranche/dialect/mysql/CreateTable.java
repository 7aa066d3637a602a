package io.tranche.dialect.mysql;

import io.tranche.dialect.mysql.TableItem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The text of a {@code SHOW CREATE TABLE}, in parts.
 *
 * @param head up to the opening parenthesis, with it
 * @param items columns, keys and constraints, in the server's order
 * @param tail from the closing parenthesis: the table's options and partitions
 */
record CreateTable(String head, List<TableItem> items, String tail) {
    CreateTable {
        items = List.copyOf(items);
    }

    /** @param shown as printed under an empty sql_mode */
    static CreateTable parse(String shown) {
        ForeignKeyLines lines = ForeignKeyLines.part(shown);
        String text = lines.rest();
        List<Token> tokens = Lexer.tokens(text);
        List<TableItem> items = new ArrayList<>();
        List<Token> item = new ArrayList<>();
        int depth = 0;
        int open = -1;
        for (Token token : tokens) {
            if (token.isSymbol(")")) {
                depth--;
            }
            if (depth == 0 && open >= 0) {
                items.add(TableItem.of(text, item));
                items.addAll(lines.foreignKeys());
                return new CreateTable(text.substring(0, open), items, withoutCounter(text.substring(token.start())));
            }
            if (depth == 1 && token.isSymbol(",")) {
                items.add(TableItem.of(text, item));
                item = new ArrayList<>();
            } else if (depth > 0) {
                item.add(token);
            }
            if (token.isSymbol("(")) {
                depth++;
                open = open < 0 ? token.end() : open;
            }
        }
        throw new IllegalArgumentException("not a table's definition: " + shown);
    }

    /** The AUTO_INCREMENT counter follows the rows. */
    private static String withoutCounter(String tail) {
        List<Token> tokens = Lexer.tokens(tail);
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (tokens.get(i).is("AUTO_INCREMENT") && tokens.get(i + 1).isSymbol("=")) {
                int end = i + 3 < tokens.size() ? tokens.get(i + 3).start() : tail.length();
                return (tail.substring(0, tokens.get(i).start()) + tail.substring(end)).stripTrailing();
            }
        }
        return tail;
    }

    /** The statement with only these items. */
    String text(Predicate<TableItem> wanted) {
        List<String> lines = items.stream().filter(wanted).map(TableItem::text).toList();
        return head + "\n  " + String.join(",\n  ", lines) + "\n" + tail;
    }

    List<TableItem> items(Kind kind) {
        return items.stream().filter(item -> item.kind() == kind).toList();
    }

    /** Columns by name. */
    Map<String, TableItem> columns() {
        return items.stream()
                .filter(item -> item.kind() == Kind.COLUMN || item.kind() == Kind.AUTO_INCREMENT_COLUMN)
                .collect(Collectors.toMap(TableItem::name, item -> item));
    }

    /** The engine that the table's options name; empty if none. */
    String engine() {
        List<Token> tokens = Lexer.tokens(tail);
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (tokens.get(i).is("ENGINE") && tokens.get(i + 1).isSymbol("=")) {
                return tokens.get(i + 2).text();
            }
        }
        return "";
    }
}
