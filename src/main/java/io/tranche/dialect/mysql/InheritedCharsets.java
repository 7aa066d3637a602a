package io.tranche.dialect.mysql;

import io.tranche.dialect.mysql.Edits.Edit;
import io.tranche.dialect.mysql.TableItem.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Columns whose character set was once their table's. MySQL (8 and 9) prints {@code CHARACTER SET} alone for them; to a column
 * that is created with these words it adds {@code COLLATE}. So that the clone's are as the source's, the table has their
 * character set for a moment, and they are made anew in it.
 */
final class InheritedCharsets {
    private final String table;
    private final CreateTable statement;

    /** @param table quoted */
    InheritedCharsets(String table, CreateTable statement) {
        this.table = table;
        this.statement = statement;
    }

    /** What must follow the table's creation; nothing for most tables. */
    List<String> statements() {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (TableItem item : statement.items()) {
            if (item.kind() == Kind.COLUMN) {
                charset(item.text())
                        .ifPresent(edit -> columns.computeIfAbsent(edit.charset(), charset -> new ArrayList<>())
                                .add(edit.column()));
            }
        }
        Optional<String> own = own();
        if (columns.isEmpty() || own.isEmpty()) {
            return List.of();
        }
        List<String> statements = new ArrayList<>();
        columns.forEach((charset, texts) -> statements.add("ALTER TABLE " + table + " DEFAULT CHARSET=" + charset
                + texts.stream().map(text -> ",\n  MODIFY " + text).collect(Collectors.joining())));
        statements.add("ALTER TABLE " + table + " " + own.get());
        return statements;
    }

    /** @param column its line without the character set */
    private record Inherited(String charset, String column) {}

    private static Optional<Inherited> charset(String line) {
        List<Token> tokens = Lexer.tokens(line);
        int depth = 0;
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (tokens.get(i).isSymbol("(")) {
                depth++;
            } else if (tokens.get(i).isSymbol(")")) {
                depth--;
            } else if (depth == 0
                    && tokens.get(i).is("CHARACTER")
                    && tokens.get(i + 1).is("SET")) {
                boolean chosen = i + 3 < tokens.size() && tokens.get(i + 3).is("COLLATE");
                Edit cut = new Edit(tokens.get(i).start(), tokens.get(i + 2).end(), "");
                return chosen
                        ? Optional.empty()
                        : Optional.of(new Inherited(tokens.get(i + 2).text(), Edits.apply(line, List.of(cut))));
            }
        }
        return Optional.empty();
    }

    /** {@code DEFAULT CHARSET=latin1 COLLATE=latin1_bin} among the table's options. */
    private Optional<String> own() {
        List<Token> tokens = Lexer.tokens(statement.tail());
        for (int i = 0; i + 3 < tokens.size(); i++) {
            if (tokens.get(i).is("DEFAULT") && tokens.get(i + 1).is("CHARSET")) {
                boolean collates = i + 6 < tokens.size() && tokens.get(i + 4).is("COLLATE");
                int end = tokens.get(collates ? i + 6 : i + 3).end();
                return Optional.of(statement.tail().substring(tokens.get(i).start(), end));
            }
        }
        return Optional.empty();
    }
}
