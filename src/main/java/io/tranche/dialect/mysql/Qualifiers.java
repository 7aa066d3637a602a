package io.tranche.dialect.mysql;

import io.tranche.dialect.mysql.Edits.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds where a statement names the source's own database, and takes that out. {@code shop.id} may also be the column of a
 * table (or an alias) called like the database, so that only certain places count: {@code shop.orders.id},
 * {@code shop.total(…)}, {@code FROM shop.orders}.
 */
final class Qualifiers {
    private static final Set<String> BEFORE_TABLE = Set.of(
            "FROM", "JOIN", "STRAIGHT_JOIN", "INTO", "UPDATE", "TABLE", "CALL", "ON", "TRIGGER", "FOR", "TRUNCATE");
    private static final Set<String> OF_SEQUENCES = Set.of("NEXTVAL", "LASTVAL", "SETVAL", "NEXT_VALUE_FOR");

    private final ServerFacts source;
    private final Set<String> objects;

    /** @param objects what the source's database holds: tables, views, sequences, routines, triggers */
    Qualifiers(ServerFacts source, Set<String> objects) {
        this.source = source;
        this.objects = Set.copyOf(objects);
    }

    /** Without the database's name: what remains leads to whatever database the statement is run in. */
    String strip(String statement, String sqlMode) {
        List<Token> tokens = Lexer.tokens(statement, sqlMode);
        List<Edit> edits = new ArrayList<>();
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (names(tokens, i) && leadsHome(tokens, i)) {
                edits.add(new Edit(tokens.get(i).start(), tokens.get(i + 2).start(), ""));
            }
        }
        return Edits.apply(statement, edits);
    }

    /** Whether the statement names the database anywhere. */
    boolean mentions(String statement, String sqlMode) {
        List<Token> tokens = Lexer.tokens(statement, sqlMode);
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (names(tokens, i)) {
                return true;
            }
        }
        return false;
    }

    private boolean names(List<Token> tokens, int i) {
        Token token = tokens.get(i);
        return token.isIdentifier()
                && source.same(token.name(), source.database())
                && tokens.get(i + 1).isSymbol(".")
                && tokens.get(i + 2).isIdentifier()
                && (i == 0 || !tokens.get(i - 1).isSymbol("."));
    }

    private boolean leadsHome(List<Token> tokens, int i) {
        boolean threeParts = symbolAt(tokens, i + 3, ".");
        return threeParts || symbolAt(tokens, i + 3, "(") || known(tokens.get(i + 2)) && inTablePosition(tokens, i);
    }

    private boolean known(Token token) {
        return objects.stream().anyMatch(object -> object.equalsIgnoreCase(token.name()));
    }

    private static boolean inTablePosition(List<Token> tokens, int i) {
        int before = i - 1;
        while (before >= 0 && tokens.get(before).isSymbol("(")) {
            before--;
        }
        if (before < 0 || tokens.get(before).kind() != Token.Kind.WORD) {
            return false;
        }
        String word = tokens.get(before).text().toUpperCase(Locale.ROOT);
        boolean directly = before == i - 1;
        return OF_SEQUENCES.contains(word) || BEFORE_TABLE.contains(word) && (directly || !word.equals("ON"));
    }

    private static boolean symbolAt(List<Token> tokens, int i, String symbol) {
        return i < tokens.size() && tokens.get(i).isSymbol(symbol);
    }
}
