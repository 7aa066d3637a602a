package io.tranche.dialect.mysql;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts MySQL's and MariaDB's SQL into tokens. It knows quotes and comments and nothing else: enough to find a clause in a
 * statement that a server printed. Comments are no tokens; of a conditional one ({@code /*!80023 …}) its marks are, and
 * what it holds.
 */
final class Lexer {
    /** What a session's sql_mode does to quotes. */
    enum Mode {
        ANSI_QUOTES,
        NO_BACKSLASH_ESCAPES
    }

    private final String sql;
    private final Set<Mode> modes;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String sql, Set<Mode> modes) {
        this.sql = sql;
        this.modes = modes;
    }

    /** Tokens of what a session with an empty sql_mode prints. */
    static List<Token> tokens(String sql) {
        return tokens(sql, "");
    }

    /** @param sqlMode the mode of the session that prints or reads {@code sql} */
    static List<Token> tokens(String sql, String sqlMode) {
        Set<Mode> modes = EnumSet.noneOf(Mode.class);
        List<String> names = List.of(sqlMode.toUpperCase(Locale.ROOT).split(","));
        for (Mode mode : Mode.values()) {
            if (names.contains(mode.name())) {
                modes.add(mode);
            }
        }
        return new Lexer(sql, modes).run();
    }

    private List<Token> run() {
        while (at < sql.length()) {
            next();
        }
        return List.copyOf(tokens);
    }

    private void next() {
        char c = sql.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (c == '#' || sql.startsWith("--", at) && spaceAt(at + 2)) {
            at = after("\n");
        } else if (sql.startsWith("/*!", at) || sql.startsWith("/*M!", at)) {
            conditional();
        } else if (sql.startsWith("/*", at)) {
            at = after("*/");
        } else if (sql.startsWith("*/", at)) {
            add(Token.Kind.SYMBOL, at + 2);
        } else if (c == '`' || c == '"' && modes.contains(Mode.ANSI_QUOTES)) {
            add(Token.Kind.NAME, endOfName(c));
        } else if (c == '\'' || c == '"') {
            add(Token.Kind.STRING, endOfString(c));
        } else if (partOfWord(c)) {
            add(Token.Kind.WORD, endOfWord());
        } else {
            add(Token.Kind.SYMBOL, at + 1);
        }
    }

    private boolean spaceAt(int position) {
        return position >= sql.length() || sql.charAt(position) <= ' ';
    }

    private int after(String mark) {
        int found = sql.indexOf(mark, at + 1);
        return found < 0 ? sql.length() : found + mark.length();
    }

    private void conditional() {
        int end = sql.indexOf('!', at) + 1;
        while (end < sql.length() && Character.isDigit(sql.charAt(end))) {
            end++;
        }
        add(Token.Kind.SYMBOL, end);
    }

    private int endOfName(char quote) {
        int end = at + 1;
        while (end < sql.length()) {
            boolean closes = sql.charAt(end) == quote;
            if (closes && !sql.startsWith(String.valueOf(quote), end + 1)) {
                return end + 1;
            }
            end += closes ? 2 : 1;
        }
        return end;
    }

    private int endOfString(char quote) {
        int end = at + 1;
        while (end < sql.length()) {
            char c = sql.charAt(end);
            if (c == '\\' && !modes.contains(Mode.NO_BACKSLASH_ESCAPES)) {
                end += 2;
            } else if (c != quote) {
                end++;
            } else if (sql.startsWith(String.valueOf(quote), end + 1)) {
                end += 2;
            } else {
                return end + 1;
            }
        }
        return sql.length();
    }

    private int endOfWord() {
        int end = at;
        while (end < sql.length() && partOfWord(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean partOfWord(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$' || c > 0x7f;
    }

    private void add(Token.Kind kind, int end) {
        tokens.add(new Token(kind, at, end, sql.substring(at, end)));
        at = end;
    }
}
