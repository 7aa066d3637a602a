package io.tranche.dialect.mysql;

/**
 * A piece of a statement.
 *
 * @param start where it begins in the statement
 * @param end where it ends, exclusive
 * @param text as written, with its quotes
 */
record Token(Kind kind, int start, int end, String text) {
    enum Kind {
        /** A keyword, an identifier without quotes, or a number. */
        WORD,
        /** A quoted identifier. */
        NAME,
        STRING,
        SYMBOL
    }

    boolean is(String keyword) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** Whether this may name an object. */
    boolean isIdentifier() {
        return kind == Kind.NAME || kind == Kind.WORD;
    }

    /** The name that an identifier stands for. */
    String name() {
        if (kind != Kind.NAME) {
            return text;
        }
        String quote = text.substring(0, 1);
        return text.substring(1, text.length() - 1).replace(quote + quote, quote);
    }
}
