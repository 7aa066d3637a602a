package io.tranche.dialect.mysql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the text of a view as the server prints it: every table stands after FROM or JOIN, and each name is quoted. */
final class ViewText {
    private ViewText() {}

    /** The tables and views that a view reads, without the names of their databases. */
    static Set<String> tables(String text) {
        Set<String> tables = new LinkedHashSet<>();
        List<Token> tokens = Lexer.tokens(text);
        for (int i = 0; i < tokens.size(); i++) {
            if (isJoin(tokens.get(i))) {
                int next = i + 1;
                while (next < tokens.size() && tokens.get(next).isSymbol("(")) {
                    next++;
                }
                table(tokens, next).ifPresent(tables::add);
            }
        }
        return tables;
    }

    private static boolean isJoin(Token token) {
        return token.is("FROM") || token.is("JOIN") || token.is("STRAIGHT_JOIN");
    }

    private static java.util.Optional<String> table(List<Token> tokens, int at) {
        if (at >= tokens.size() || tokens.get(at).kind() != Token.Kind.NAME) {
            return java.util.Optional.empty();
        }
        boolean qualified = at + 2 < tokens.size() && tokens.get(at + 1).isSymbol(".");
        return java.util.Optional.of(tokens.get(qualified ? at + 2 : at).name());
    }
}
