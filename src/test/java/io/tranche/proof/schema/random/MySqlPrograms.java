package io.tranche.proof.schema.random;

import static io.tranche.proof.schema.random.MySqlText.name;
import static io.tranche.proof.schema.random.MySqlText.text;

import io.tranche.proof.random.Dice;
import java.util.List;

/** Random routines, triggers and events, each under settings of its own. */
final class MySqlPrograms {
    private static final List<String> MODES = List.of(
            "",
            "",
            "ANSI_QUOTES",
            "PIPES_AS_CONCAT",
            "NO_BACKSLASH_ESCAPES",
            "STRICT_ALL_TABLES,NO_ZERO_DATE",
            "ANSI_QUOTES,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES,IGNORE_SPACE,REAL_AS_FLOAT");

    private static final List<String> CLIENTS = List.of(
            "SET NAMES utf8mb4",
            "SET NAMES utf8mb4 COLLATE utf8mb4_unicode_ci",
            "SET NAMES latin1",
            "SET NAMES latin2",
            "SET NAMES cp1251",
            "SET NAMES sjis",
            "SET NAMES gbk");

    private static final List<String> BODIES = List.of(
            "BEGIN\n  -- it's a comment; DEFINER=`x`@`y`\n  /* and \"another\" */\n  SET @x = 'it''s; /* no */ -- comment';\nEND",
            "BEGIN\n\tDECLARE i INT DEFAULT 0;\n\tWHILE i < 3 DO SET i = i + 1; END WHILE;\nEND",
            "SET @x = CONCAT('a', '\u00fc', 'b')",
            "BEGIN\n  # hash; comment\n  SET @y = 'a' || 'b', @z = \"two\";\nEND",
            "BEGIN SET @x = '\\\\'; END",
            "BEGIN IF @a THEN SET @b = 1; ELSE BEGIN END; END IF; END",
            "/* first */ SET @x = 1 /* last */",
            "BEGIN\r\n  SET @crlf = 'x';  \r\nEND",
            "BEGIN /*! SET @old = 1 */; /*!99999 nothing */ SET @n = 1; END");

    private final Dice dice;
    private final Words words;
    private final MySqlFacts facts;

    MySqlPrograms(Dice dice, Words words, MySqlFacts facts) {
        this.dice = dice;
        this.words = words;
        this.facts = facts;
    }

    /** Sets a mode and a client, lets something be made under them, and takes them back. */
    void under(List<String> statements, Runnable made) {
        statements.add(dice.chance(60) ? CLIENTS.get(0) : dice.oneOf(CLIENTS));
        statements.add("SET SESSION sql_mode = '" + dice.oneOf(MODES) + "'");
        made.run();
        statements.add("SET SESSION sql_mode = ''");
        statements.add(CLIENTS.get(0));
    }

    String routine() {
        String comment = dice.chance(30) ? " COMMENT 'about it''s'" : "";
        String facts =
                dice.oneOf(List.of("", " DETERMINISTIC", " READS SQL DATA", " MODIFIES SQL DATA SQL SECURITY INVOKER"));
        if (dice.chance(40)) {
            return "CREATE FUNCTION " + name(words.name()) + "(a INT, `b c` VARCHAR(20)" + charset() + ") RETURNS "
                    + dice.oneOf(
                            List.of("INT", "VARCHAR(30) CHARSET utf8mb4", "TEXT", "DECIMAL(10,2)", "ENUM('a','it''s')"))
                    + " DETERMINISTIC" + comment + " "
                    + dice.oneOf(List.of("RETURN a + 1", "BEGIN RETURN 'it''s'; END", "RETURN NULL"));
        }
        return "CREATE PROCEDURE " + name(words.name()) + "("
                + dice.oneOf(List.of("", "IN `x y` INT", "OUT a TEXT, INOUT `b` DATE")) + ")" + facts + comment + "\n"
                + dice.oneOf(BODIES);
    }

    private String charset() {
        return dice.oneOf(List.of("", " CHARACTER SET latin1", " CHARSET utf8mb4 COLLATE utf8mb4_bin"));
    }

    /** @param others names of triggers of the same table, moment and event */
    String trigger(MySqlTables.Made table, String trigger, String when, List<String> others) {
        String order = others.isEmpty() || dice.chance(40)
                ? ""
                : dice.oneOf(List.of("FOLLOWS ", "PRECEDES ")) + name(dice.oneOf(others)) + " ";
        return "CREATE TRIGGER " + name(trigger) + " " + when + " ON " + table.quoted() + " FOR EACH ROW " + order
                + dice.oneOf(BODIES);
    }

    void event(List<String> statements) {
        statements.add("SET SESSION time_zone = '" + dice.oneOf(List.of("SYSTEM", "+02:00", "-05:30")) + "'");
        statements.add("CREATE EVENT " + name(words.name()) + " ON SCHEDULE "
                + dice.oneOf(List.of(
                        "AT '2037-01-01 03:00:00'",
                        "EVERY 1 DAY",
                        "EVERY 1 WEEK STARTS '2037-01-01 03:00:00'",
                        "EVERY '1:30' HOUR_MINUTE STARTS '2037-01-01 00:00:00' ENDS '2037-02-01 00:00:00'",
                        "EVERY '3 4' DAY_HOUR ENDS '2037-02-01 00:00:00'",
                        "EVERY 2 QUARTER"))
                + dice.oneOf(List.of("", " ON COMPLETION PRESERVE", " ON COMPLETION NOT PRESERVE"))
                + dice.oneOf(
                        List.of("", " ENABLE", " DISABLE", facts.mariadb() ? " DISABLE ON SLAVE" : " DISABLE ON SLAVE"))
                + (dice.chance(30) ? " COMMENT " + text("it's " + dice.below(9)) : "") + " DO " + dice.oneOf(BODIES));
        statements.add("SET SESSION time_zone = 'SYSTEM'");
    }
}
