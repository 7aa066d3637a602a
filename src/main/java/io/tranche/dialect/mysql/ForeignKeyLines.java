package io.tranche.dialect.mysql;

import io.tranche.dialect.mysql.TableItem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table's definition, parted by lines into its foreign keys and the rest. Each foreign key is a line of its own. MariaDB
 * 11.4.5 does not double the backticks in their names, so that tokens cannot tell where such a line ends.
 *
 * @param rest the definition without foreign keys
 */
record ForeignKeyLines(String rest, List<TableItem> foreignKeys) {
    private static final String NAME = "`[^`]+`";
    private static final Pattern PLAIN =
            Pattern.compile("CONSTRAINT %1$s FOREIGN KEY \\(%2$s\\) REFERENCES %1$s(\\.%1$s)? \\(%2$s\\)( ON [A-Z ]+)*"
                    .formatted(NAME, NAME + "(, " + NAME + ")*"));

    private static final String START = "  CONSTRAINT `";

    ForeignKeyLines {
        foreignKeys = List.copyOf(foreignKeys);
    }

    static ForeignKeyLines part(String text) {
        if (!text.contains(" FOREIGN KEY (")) {
            return new ForeignKeyLines(text, List.of());
        }
        List<String> kept = new ArrayList<>();
        List<TableItem> foreignKeys = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (!isForeignKey(line)) {
                kept.add(line);
                continue;
            }
            foreignKeys.add(item(line));
            if (!line.endsWith(",") && kept.get(kept.size() - 1).endsWith(",")) {
                String last = kept.remove(kept.size() - 1);
                kept.add(last.substring(0, last.length() - 1));
            }
        }
        return new ForeignKeyLines(String.join("\n", kept), foreignKeys);
    }

    private static boolean isForeignKey(String line) {
        return line.startsWith(START)
                && line.contains("` FOREIGN KEY (`")
                && line.contains("`) REFERENCES `")
                && !Lexer.tokens(line).get(2).is("CHECK");
    }

    private static TableItem item(String line) {
        String text = line.strip();
        String clause = text.endsWith(",") ? text.substring(0, text.length() - 1) : text;
        String name = Lexer.tokens(clause).get(1).name();
        return new TableItem(Kind.FOREIGN_KEY, clause, name, List.of());
    }

    /** Whether a clause can be told apart into names: none of them has a backtick, which the server may not have doubled. */
    static boolean isPlain(TableItem foreignKey) {
        return PLAIN.matcher(foreignKey.text()).matches();
    }

    /** How many of these objects, from the first, are foreign keys of one table; 0 if the first is none. */
    static int ofOneTable(List<List<String>> objects) {
        String head = head(objects.get(0));
        return head.isEmpty()
                ? 0
                : (int) objects.stream()
                        .takeWhile(statements -> head(statements).equals(head))
                        .count();
    }

    /** What stands before ADD, with the setting before it; empty for anything but a foreign key. */
    private static String head(List<String> statements) {
        if (statements.size() != 2 || !statements.get(0).startsWith(TableDefinitions.CHECKS)) {
            return "";
        }
        String alter = statements.get(1);
        return statements.get(0) + alter.substring(0, alter.indexOf("\n  ADD "));
    }

    /** One statement for foreign keys of one table. */
    static List<String> together(List<List<String>> objects) {
        String first = objects.get(0).get(1);
        String clauses = objects.stream()
                .map(statements -> statements.get(1))
                .map(alter -> alter.substring(alter.indexOf("\n  ADD ")))
                .collect(Collectors.joining(","));
        return List.of(objects.get(0).get(0), first.substring(0, first.indexOf("\n  ADD ")) + clauses);
    }
}
