package io.tranche.proof.schema.random;

/** Names and texts as PostgreSQL writes them. */
final class PostgreSqlText {
    private PostgreSqlText() {}

    static String name(String plain) {
        return "\"" + plain.replace("\"", "\"\"") + "\"";
    }

    static String text(String plain) {
        return "'" + plain.replace("'", "''") + "'";
    }
}
