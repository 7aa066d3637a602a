package io.tranche.dialect.mysql;

import io.tranche.dialect.mysql.TableItem.Kind;
import java.util.List;
import java.util.function.Consumer;

/** A table's definition by MySQL, as MariaDB understands it: keys over expressions and checks that are not enforced stay out. */
final class MySqlTable {
    private final CreateTable statement;
    private final Consumer<String> notices;

    /** @param notices takes what the user should know */
    MySqlTable(CreateTable statement, Consumer<String> notices) {
        this.statement = statement;
        this.notices = notices;
    }

    String forMariaDb() {
        List<TableItem> items = statement.items().stream()
                .filter(this::isKnown)
                .map(item -> item.kind() == Kind.COLUMN ? item.with(computed(item)) : item)
                .map(item -> item.kind() == Kind.FULLTEXT_KEY ? item.with(withoutParser(item)) : item)
                .toList();
        return new CreateTable(statement.head(), items, statement.tail()).text(item -> true);
    }

    /** Behind a computed column's expression MariaDB takes neither NULL nor NOT NULL. */
    private String computed(TableItem column) {
        List<Token> tokens = Lexer.tokens(column.text());
        int depth = 0;
        for (int i = 1; i < tokens.size(); i++) {
            depth += tokens.get(i).isSymbol("(") ? 1 : tokens.get(i).isSymbol(")") ? -1 : 0;
            boolean computed =
                    tokens.get(i - 1).is("STORED") || tokens.get(i - 1).is("VIRTUAL");
            if (depth == 0
                    && computed
                    && (tokens.get(i).is("NOT") || tokens.get(i).is("NULL"))) {
                Token last = tokens.get(tokens.get(i).is("NOT") ? i + 1 : i);
                notices.accept("The target lets computed columns be NULL: so it does " + column.name() + ".");
                return Edits.apply(
                        column.text(), List.of(new Edits.Edit(tokens.get(i).start(), last.end(), "")));
            }
        }
        return column.text();
    }

    private String withoutParser(TableItem key) {
        int parser = key.text().indexOf("/*!50100 WITH PARSER ");
        if (parser < 0) {
            return key.text();
        }
        notices.accept("The target may not know the parser of the key " + key.name() + ", which has none there.");
        return key.text().substring(0, parser).stripTrailing();
    }

    private boolean isKnown(TableItem item) {
        List<Token> tokens = Lexer.tokens(item.text());
        if (item.kind().isSecondaryIndex() && isFunctional(tokens)) {
            notices.accept("The target does not know keys over expressions: " + item.name() + " is left out: "
                    + item.text() + ".");
            return false;
        }
        if (item.kind() == Kind.OTHER && tokens.stream().anyMatch(token -> token.is("ENFORCED"))) {
            notices.accept(
                    "The target enforces each check: " + item.name() + ", which the source does not, is left out.");
            return false;
        }
        return true;
    }

    /** A part in parentheses of its own. */
    private static boolean isFunctional(List<Token> tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isSymbol("(")) {
                boolean first = i > 0
                        && (tokens.get(i - 1).isSymbol("(") || tokens.get(i - 1).isSymbol(","));
                if (depth == 1 && first) {
                    return true;
                }
                depth++;
            } else if (tokens.get(i).isSymbol(")")) {
                depth--;
            }
        }
        return false;
    }
}
