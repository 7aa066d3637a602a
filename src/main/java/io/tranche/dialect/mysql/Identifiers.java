package io.tranche.dialect.mysql;

/** Names in SQL. */
final class Identifiers {
    private Identifiers() {}

    /** A name in backticks, whatever it holds. */
    static String quote(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
