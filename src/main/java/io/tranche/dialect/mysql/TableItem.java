package io.tranche.dialect.mysql;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of a table's definition.
 *
 * @param text as the server prints it, without the comma
 * @param name the column's, key's or constraint's name; empty for the primary key
 * @param columns of a key, in order: the column names among its parts
 */
record TableItem(Kind kind, String text, String name, List<String> columns) {
    enum Kind {
        COLUMN,
        AUTO_INCREMENT_COLUMN,
        PRIMARY_KEY,
        UNIQUE_KEY,
        KEY,
        /** InnoDB builds one of these at a time. */
        FULLTEXT_KEY,
        FOREIGN_KEY,
        /** A check, a period. */
        OTHER;

        boolean isSecondaryIndex() {
            return this == UNIQUE_KEY || this == KEY || this == FULLTEXT_KEY;
        }
    }

    TableItem {
        columns = List.copyOf(columns);
    }

    TableItem with(String newText) {
        return new TableItem(kind, newText, name, columns);
    }

    /** Of any line but a foreign key's. */
    static TableItem of(String statement, List<Token> tokens) {
        Kind kind = kind(tokens);
        boolean column = kind == Kind.COLUMN || kind == Kind.AUTO_INCREMENT_COLUMN;
        String text = column
                ? ColumnText.withoutInheritedCollation(statement, tokens)
                : statement.substring(
                        tokens.get(0).start(), tokens.get(tokens.size() - 1).end());
        String name = tokens.stream()
                .filter(token -> token.kind() == Token.Kind.NAME)
                .findFirst()
                .map(Token::name)
                .orElse("");
        return new TableItem(kind, text, kind == Kind.PRIMARY_KEY ? "" : name, keyColumns(tokens));
    }

    private static Kind kind(List<Token> tokens) {
        Token first = tokens.get(0);
        if (first.kind() == Token.Kind.NAME) {
            boolean counts = tokens.stream().anyMatch(token -> token.is("AUTO_INCREMENT"));
            return counts ? Kind.AUTO_INCREMENT_COLUMN : Kind.COLUMN;
        }
        return switch (first.text().toUpperCase(java.util.Locale.ROOT)) {
            case "PRIMARY" -> Kind.PRIMARY_KEY;
            case "UNIQUE" -> Kind.UNIQUE_KEY;
            case "KEY", "INDEX", "SPATIAL", "VECTOR" -> Kind.KEY;
            case "FULLTEXT" -> Kind.FULLTEXT_KEY;
            case "FOREIGN" -> Kind.FOREIGN_KEY;
            case "CONSTRAINT" -> tokens.size() > 2 && tokens.get(2).is("FOREIGN") ? Kind.FOREIGN_KEY : Kind.OTHER;
            default -> Kind.OTHER;
        };
    }

    private static List<String> keyColumns(List<Token> tokens) {
        List<String> columns = new ArrayList<>();
        int depth = 0;
        for (Token token : tokens) {
            if (token.isSymbol("(")) {
                depth++;
            } else if (token.isSymbol(")")) {
                depth--;
            } else if (depth == 1 && token.kind() == Token.Kind.NAME) {
                columns.add(token.name());
            }
        }
        return columns;
    }
}
