package io.tranche.proof.schema.random;

/** Names and texts as MySQL and MariaDB write them under an empty sql_mode. */
final class MySqlText {
    private MySqlText() {}

    static String name(String plain) {
        return "`" + plain.replace("`", "``") + "`";
    }

    static String text(String plain) {
        return "'" + plain.replace("\\", "\\\\").replace("'", "''").replace("\n", "\\n") + "'";
    }
}
