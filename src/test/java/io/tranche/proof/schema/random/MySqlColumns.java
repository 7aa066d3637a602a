package io.tranche.proof.schema.random;

import static io.tranche.proof.schema.random.MySqlText.name;
import static io.tranche.proof.schema.random.MySqlText.text;

import io.tranche.proof.random.Dice;
import io.tranche.proof.schema.random.MySqlColumn.Kind;
import java.util.ArrayList;
import java.util.List;

/** Random columns: types, character sets, defaults, expressions, comments. */
final class MySqlColumns {
    private final Dice dice;
    private final Words words;
    private final MySqlFacts facts;

    private record Type(Kind kind, String sql) {}

    MySqlColumns(Dice dice, Words words, MySqlFacts facts) {
        this.dice = dice;
        this.words = words;
        this.facts = facts;
    }

    /** @param before columns that an expression may look at */
    MySqlColumn next(List<MySqlColumn> before) {
        String column = words.name();
        List<MySqlColumn> seen = before.stream().filter(MySqlColumn::stored).toList();
        if (dice.chance(12) && !seen.isEmpty()) {
            return computed(column, seen);
        }
        Type type = type();
        boolean nullable = dice.chance(60);
        String definition = name(column) + " " + type.sql() + (nullable ? dice.chance(50) ? " NULL" : "" : " NOT NULL")
                + value(type, nullable) + more(type, column, nullable);
        return new MySqlColumn(column, type.kind(), definition, nullable, true);
    }

    private Type type() {
        return switch (dice.below(13)) {
            case 0, 1 ->
                new Type(
                        Kind.WHOLE,
                        dice.oneOf(List.of(
                                        "TINYINT", "TINYINT(1)", "SMALLINT", "MEDIUMINT", "INT", "INT(11)", "BIGINT"))
                                + dice.oneOf(List.of("", "", " UNSIGNED", " UNSIGNED ZEROFILL")));
            case 2 ->
                new Type(
                        Kind.NUMBER,
                        dice.oneOf(List.of(
                                "DECIMAL(10,3)",
                                "DECIMAL(5) UNSIGNED",
                                "DECIMAL(65,30)",
                                "FLOAT",
                                "FLOAT(7,2)",
                                "DOUBLE",
                                "DOUBLE(9,3)")));
            case 3, 4 -> new Type(Kind.TEXT, dice.oneOf(List.of("VARCHAR(40)", "CHAR(40)", "VARCHAR(50)")) + charset());
            case 5 ->
                new Type(
                        Kind.LONG_TEXT,
                        dice.oneOf(List.of("TEXT", "TINYTEXT", "MEDIUMTEXT", "LONGTEXT", "VARCHAR(2000)")) + charset());
            case 6 -> new Type(Kind.BYTES, dice.oneOf(List.of("BINARY(3)", "VARBINARY(30)", "BIT(5)", "BIT(1)")));
            case 7 -> new Type(Kind.LONG_BYTES, dice.oneOf(List.of("BLOB", "TINYBLOB", "LONGBLOB")));
            case 8 -> new Type(Kind.DAY, dice.oneOf(List.of("DATE", "DATE", "YEAR")));
            case 9 ->
                new Type(
                        Kind.MOMENT,
                        dice.oneOf(List.of("DATETIME", "DATETIME(6)", "TIMESTAMP", "TIMESTAMP(3)", "TIMESTAMP")));
            case 10 -> choice();
            case 11 -> other();
            default -> new Type(Kind.WHOLE, "INT");
        };
    }

    private Type choice() {
        return new Type(
                Kind.CHOICE,
                dice.oneOf(List.of(
                                "ENUM('a','it''s','ü,(')",
                                "SET('x','y z','q\\\\')",
                                "ENUM('','NULL','0')",
                                "ENUM('semi;','`tick`','\"d\"')"))
                        + (dice.chance(30) ? charset() : ""));
    }

    private Type other() {
        if (dice.chance(25)) {
            return new Type(Kind.DOCUMENT, "JSON");
        }
        if (dice.chance(30)) {
            return new Type(Kind.PLACE, dice.oneOf(List.of("POINT", "GEOMETRY", "POLYGON")) + srid());
        }
        if (facts.mariadbSince(110405) && dice.chance(60)) {
            return new Type(Kind.OTHER, dice.oneOf(List.of("UUID", "INET6", "INET4")));
        }
        return facts.mysqlSince(90000)
                ? new Type(Kind.OTHER, "VECTOR(3)")
                : new Type(Kind.OTHER, dice.oneOf(List.of("TIME", "TIME(2)")));
    }

    private String srid() {
        return facts.mariadb() ? "" : dice.oneOf(List.of("", " SRID 4326", " SRID 0"));
    }

    private String charset() {
        if (dice.chance(55)) {
            return "";
        }
        List<String> one = dice.oneOf(facts.collations());
        return switch (dice.below(4)) {
            case 0 -> " CHARACTER SET " + one.get(0);
            case 1 -> " COLLATE " + one.get(1);
            case 2 -> " CHARACTER SET latin1 COLLATE latin1_german2_ci";
            default -> " CHARACTER SET " + one.get(0) + " COLLATE " + one.get(1);
        };
    }

    private String value(Type type, boolean nullable) {
        if (nullable && dice.chance(20)) {
            return " DEFAULT NULL";
        }
        if (dice.chance(45)) {
            return "";
        }
        boolean expressions = facts.mariadb() || facts.version() >= 80013;
        return switch (type.kind()) {
            case WHOLE -> " DEFAULT " + dice.oneOf(List.of("0", "7", "'5'", "(1 + 2)", "(2 * 3)", "(LENGTH('it''s'))"));
            case NUMBER -> " DEFAULT " + dice.oneOf(List.of("0", "1.5", "'2.25'", "1e1", "(PI())"));
            case TEXT ->
                " DEFAULT "
                        + dice.oneOf(List.of(
                                "''", "'it''s'", "'a\\\\b'", "(CONCAT('it''s', ', ('))", "_latin1'x'", "(UUID())"));
            case LONG_TEXT, DOCUMENT ->
                !expressions
                        ? ""
                        : " DEFAULT (" + dice.oneOf(List.of("'[]'", "CONCAT('[', ']')", "JSON_ARRAY()", "'\"it''s\"'"))
                                + ")";
            case BYTES -> " DEFAULT " + dice.oneOf(List.of("b'1'", "'1'", "0x31"));
            case LONG_BYTES -> " DEFAULT (" + dice.oneOf(List.of("'x'", "0x00FF", "UNHEX('61')")) + ")";
            case DAY -> " DEFAULT " + (type.sql().equals("YEAR") ? "1999" : "'2001-02-03'");
            case MOMENT -> moment(type.sql());
            case CHOICE -> type.sql().startsWith("SET") ? " DEFAULT ''" : nullable ? " DEFAULT NULL" : "";
            case PLACE, OTHER -> "";
        };
    }

    private String moment(String type) {
        String digits = type.contains("(") ? type.substring(type.indexOf('(')) : "";
        return dice.oneOf(List.of(
                " DEFAULT CURRENT_TIMESTAMP" + digits,
                " DEFAULT CURRENT_TIMESTAMP" + digits + " ON UPDATE CURRENT_TIMESTAMP" + digits,
                " ON UPDATE CURRENT_TIMESTAMP" + digits,
                " DEFAULT '2020-02-02 02:02:02'",
                " DEFAULT (NOW(" + digits.replaceAll("[()]", "") + ") + INTERVAL 1 DAY)"));
    }

    private String more(Type type, String column, boolean nullable) {
        List<String> more = new ArrayList<>();
        if (dice.chance(20)) {
            more.add("COMMENT " + text(words.text()));
        }
        if (nullable && dice.chance(4) && (facts.mariadb() || facts.version() >= 80023)) {
            more.add("INVISIBLE");
        }
        boolean roomy = type.kind().isLong() || type.sql().startsWith("VARCHAR(40)");
        if (facts.mariadb() && roomy && dice.chance(10)) {
            more.add("COMPRESSED");
        }
        if (!facts.mariadb() && dice.chance(4)) {
            more.add(dice.oneOf(List.of("STORAGE MEMORY", "COLUMN_FORMAT DYNAMIC", "COLUMN_FORMAT FIXED")));
        }
        if (dice.chance(8) && facts.checks()) {
            more.add(check(type.kind(), name(column)));
        }
        return more.isEmpty() ? "" : " " + String.join(" ", more);
    }

    /** Of one column. */
    private String check(Kind kind, String column) {
        return switch (kind) {
            case WHOLE, NUMBER -> "CHECK (" + column + " > -" + dice.below(9) + " OR " + column + " IS NULL)";
            case TEXT, LONG_TEXT -> "CHECK (" + column + " <> " + text(words.text()) + ")";
            case DOCUMENT -> "CHECK (JSON_VALID(" + column + "))";
            case BYTES, LONG_BYTES, DAY, MOMENT, CHOICE, PLACE, OTHER -> "CHECK (" + column + " IS NOT NULL)";
        };
    }

    private MySqlColumn computed(String column, List<MySqlColumn> seen) {
        MySqlColumn of = dice.oneOf(seen);
        boolean text = of.kind().isText();
        String type = text
                ? "VARCHAR(80)" + (dice.chance(20) ? charset() : "")
                : of.kind() == Kind.DOCUMENT ? "LONGTEXT" : "BIGINT";
        String how = dice.oneOf(List.of("VIRTUAL", "STORED"));
        String nullable = facts.mariadb() ? "" : dice.oneOf(List.of("", " NOT NULL", " NULL"));
        String definition = name(column) + " " + type + " GENERATED ALWAYS AS (" + expression(of, text) + ") " + how
                + nullable + (dice.chance(20) ? " COMMENT " + text(words.text()) : "");
        return new MySqlColumn(column, text ? Kind.TEXT : Kind.WHOLE, definition, nullable.isEmpty(), false);
    }

    private String expression(MySqlColumn of, boolean text) {
        String it = of.quoted();
        if (text) {
            return dice.oneOf(List.of(
                    "CONCAT(" + it + ", " + text(words.text()) + ")",
                    "UPPER(" + it + ")",
                    "LEFT(" + it + ", 3)",
                    "CASE WHEN " + it + " = 'its' THEN _utf8mb4'u' ELSE " + it + " END",
                    "REPLACE(" + it + ", '\\\\', '/')",
                    "CONCAT(_latin1'x', " + it + ", 0x41)",
                    "IFNULL(NULLIF(" + it + ", ''), 'none')",
                    "TRIM(LEADING 'x' FROM " + it + ")"));
        }
        return switch (of.kind()) {
            case WHOLE, NUMBER ->
                dice.oneOf(List.of(
                        it + " * 2",
                        it + " + IFNULL(" + it + ", 0) % 3",
                        "-" + it,
                        "IF(" + it + " BETWEEN 1 AND 5, 1, 0)",
                        it + " DIV 2 ^ 1",
                        "CAST(" + it + " AS SIGNED)",
                        "NOT " + it,
                        it + " IN (1, 2, 3)"));
            case DAY, MOMENT ->
                dice.oneOf(List.of("EXTRACT(YEAR FROM " + it + ")", "TO_DAYS(" + it + ")", it + " + INTERVAL 1 DAY"));
            case DOCUMENT ->
                dice.oneOf(List.of(
                        "JSON_UNQUOTE(JSON_EXTRACT(" + it + ", '$.\"a b\"'))", "JSON_EXTRACT(" + it + ", '$[0]')"));
            case BYTES, LONG_BYTES, CHOICE, PLACE, OTHER, TEXT, LONG_TEXT -> "LENGTH(" + it + ")";
        };
    }
}
