package io.tranche.dialect.mysql;

import io.tranche.dialect.mysql.Edits.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A column's line in a table's definition by MariaDB, as MySQL understands it. */
final class MariaDbColumn {
    private static final Map<String, String> TYPES = Map.of(
            "uuid", "char(36) CHARACTER SET ascii COLLATE ascii_general_ci",
            "inet6", "varchar(39) CHARACTER SET ascii COLLATE ascii_general_ci",
            "inet4", "varchar(15) CHARACTER SET ascii COLLATE ascii_general_ci");

    private static final Set<String> LONG = Set.of(
            "tinytext",
            "text",
            "mediumtext",
            "longtext",
            "tinyblob",
            "blob",
            "mediumblob",
            "longblob",
            "geometry",
            "point",
            "linestring",
            "polygon",
            "multipoint",
            "multilinestring",
            "multipolygon",
            "geometrycollection");

    /** What may stand behind a default. */
    private static final Set<String> NEXT = Set.of(
            "ON", "COMMENT", "CHECK", "INVISIBLE", "WITHOUT", "WITH", "GENERATED", "AUTO_INCREMENT", "NOT", "NULL");

    private static final int INVISIBLE_SINCE = 80023;

    private final String line;
    private final ServerFacts target;
    private final Consumer<String> notices;
    private final List<Token> tokens;
    private final List<Edit> edits = new ArrayList<>();

    MariaDbColumn(String line, ServerFacts target, Consumer<String> notices) {
        this.line = line;
        this.target = target;
        this.notices = notices;
        this.tokens = Lexer.tokens(line);
    }

    /** Whether it has a type that MySQL indexes by prefixes only; not for null. */
    static boolean isLong(TableItem column) {
        return column != null
                && LONG.contains(Lexer.tokens(column.text()).get(1).text().toLowerCase(Locale.ROOT));
    }

    String forMySql() {
        type();
        int depth = 0;
        for (int i = 2; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            if (depth > 0) {
                continue;
            }
            if (token.is("DEFAULT")) {
                value(i);
            } else if (token.is("WITHOUT")) {
                edits.add(new Edit(
                        token.start(),
                        tokens.get(Math.min(i + 2, tokens.size() - 1)).end(),
                        ""));
            } else if (token.is("GENERATED")
                    && i + 3 < tokens.size()
                    && tokens.get(i + 3).is("ROW")) {
                // the time at which a row's version begins or ends
                edits.add(new Edit(token.start(), tokens.get(i + 4).end(), "NOT NULL DEFAULT CURRENT_TIMESTAMP(6)"));
            } else if (token.is("INVISIBLE") && !target.mySqlSince(INVISIBLE_SINCE)) {
                edits.add(new Edit(token.start(), token.end(), ""));
                notices.accept("The target does not know invisible columns: "
                        + tokens.get(0).name() + " is seen there.");
            }
        }
        return Edits.apply(line, edits);
    }

    private void type() {
        Token type = tokens.get(1);
        String other = TYPES.get(type.text().toLowerCase(Locale.ROOT));
        if (other != null) {
            edits.add(new Edit(type.start(), type.end(), other));
            notices.accept("The target does not know the type " + type.text() + ": columns are " + other + " there.");
        }
    }

    /** MySQL wants all but plain values in parentheses, and for long types these too. */
    private void value(int at) {
        int end = at + 1;
        int depth = 0;
        while (end < tokens.size()
                && (depth > 0
                        || end == at + 1
                        || !NEXT.contains(tokens.get(end).text().toUpperCase(Locale.ROOT)))) {
            depth += tokens.get(end).isSymbol("(") ? 1 : tokens.get(end).isSymbol(")") ? -1 : 0;
            end++;
        }
        Token first = tokens.get(at + 1);
        int start = first.start();
        String value = line.substring(start, tokens.get(end - 1).end());
        if (value.toLowerCase(Locale.ROOT).contains("nextval(")) {
            edits.add(new Edit(tokens.get(at).start(), start + value.length(), ""));
            notices.accept("The target does not know sequences: the default of "
                    + tokens.get(0).name() + " is left out.");
        } else if (!isPlain(first, end - at - 1) && !first.isSymbol("(")) {
            edits.add(new Edit(start, start + value.length(), "(" + value + ")"));
        }
    }

    private boolean isPlain(Token first, int length) {
        boolean literal = first.kind() == Token.Kind.STRING
                || first.kind() == Token.Kind.WORD
                        && Character.isDigit(first.text().charAt(0))
                || first.isSymbol("-")
                || first.is("NULL");
        boolean bits = first.kind() == Token.Kind.WORD && first.text().length() == 1 && length == 2;
        boolean now = first.is("current_timestamp");
        return now
                || first.is("NULL")
                || (literal || bits) && !LONG.contains(tokens.get(1).text().toLowerCase(Locale.ROOT));
    }
}
