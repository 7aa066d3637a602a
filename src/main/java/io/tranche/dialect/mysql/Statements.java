package io.tranche.dialect.mysql;

import io.tranche.dialect.mysql.Edits.Edit;
import java.util.List;
import java.util.Set;

/** Small changes to the statements that a server prints for its objects. */
final class Statements {
    /** What a DEFINER clause may stand before. */
    private static final Set<String> OBJECTS =
            Set.of("VIEW", "PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE", "SQL");

    private Statements() {}

    /** The user who creates the object becomes its definer. */
    static String withoutDefiner(String statement, String sqlMode) {
        List<Token> tokens = Lexer.tokens(statement, sqlMode);
        for (int i = 0; i + 3 < tokens.size() && !isObject(tokens.get(i)); i++) {
            if (tokens.get(i).is("DEFINER") && tokens.get(i + 1).isSymbol("=")) {
                int next = tokens.get(i + 3).isSymbol("@") ? i + 5 : i + 3;
                Edit cut = new Edit(tokens.get(i).start(), tokens.get(next).start(), "");
                return Edits.apply(statement, List.of(cut));
            }
        }
        return statement;
    }

    private static boolean isObject(Token token) {
        return token.kind() == Token.Kind.WORD && OBJECTS.contains(token.text().toUpperCase(java.util.Locale.ROOT));
    }

    /**
     * The statement with the object's own name in its head. MySQL (8.0, 9.7) takes that name's bytes for those of the client's
     * character set, as which it has the body.
     *
     * @param word what stands before the name: {@code TRIGGER}
     */
    static String named(String statement, String sqlMode, String word, String name) {
        List<Token> tokens = Lexer.tokens(statement, sqlMode);
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token token = tokens.get(i + 1);
            if (tokens.get(i).is(word) && token.kind() == Token.Kind.NAME) {
                String quote = token.text().substring(0, 1);
                String quoted = quote + name.replace(quote, quote + quote) + quote;
                return token.name().equals(name)
                        ? statement
                        : Edits.apply(statement, List.of(new Edit(token.start(), token.end(), quoted)));
            }
        }
        return statement;
    }

    /** An event that does not run, whatever it did. */
    static String disabledEvent(String statement, String sqlMode) {
        List<Token> tokens = Lexer.tokens(statement, sqlMode);
        for (int i = 0; i + 4 < tokens.size(); i++) {
            if (tokens.get(i).is("ON") && tokens.get(i + 1).is("COMPLETION")) {
                int state = tokens.get(i + 2).is("NOT") ? i + 4 : i + 3;
                if (tokens.get(state).is("ENABLE")) {
                    Token enable = tokens.get(state);
                    return Edits.apply(statement, List.of(new Edit(enable.start(), enable.end(), "DISABLE")));
                }
                return statement;
            }
        }
        return statement;
    }
}
