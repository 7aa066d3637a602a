package io.tranche.proof.schema.random;

import io.tranche.proof.random.Dice;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names and texts that programs stumble over. */
final class Words {
    private static final List<String> PLAIN =
            List.of("item", "user", "order_line", "log", "price", "state", "made_at", "owner", "node", "kind");

    private static final List<String> ODD = List.of(
            "select",
            "Order",
            "a b",
            "it's",
            "say \"so\"",
            "back`tick",
            "b\\slash",
            "ünïcødé",
            "日本語",
            "semi;colon",
            "dot.ted",
            "per%cent%s",
            "dollar$1",
            "-- dash",
            "/* c */",
            "(paren",
            "x)",
            "a,b",
            "KEY",
            "CONSTRAINT",
            "FOREIGN KEY (`x`) REFERENCES `y`",
            "#hash",
            "{d brace}",
            "@at",
            "CamelCase",
            "UPPER",
            "new",
            "user",
            "table",
            "?",
            "1st",
            "PARTITION BY",
            "AUTO_INCREMENT=7",
            "$$body$$",
            "DEFINER");

    private static final List<String> TEXTS = List.of(
            "plain",
            "it's",
            "a \"quoted\" word",
            "back\\slash",
            "ends with \\",
            "two\nlines",
            "tab\there",
            "ünïcødé €",
            "日本語",
            "semi; colon",
            "-- no comment",
            "/* nor this */",
            "(a, b)",
            "`tick`",
            ") ENGINE=X COMMENT='y'",
            "%s %d %%",
            "$1 $$ $_$",
            "",
            " spaced ",
            "''",
            ":colon ? {fn x}");

    private final Dice dice;
    private final int longest;
    private final Set<String> used = new HashSet<>();

    /** @param longest how many characters (MySQL) or bytes (PostgreSQL) a name may have */
    Words(Dice dice, int longest) {
        this.dice = dice;
        this.longest = longest;
    }

    /** A name that no other has, whatever their case. */
    String name() {
        String word = dice.chance(60) ? dice.oneOf(PLAIN) : dice.oneOf(ODD);
        if (dice.chance(3)) {
            word = (word.chars().allMatch(c -> c < 128) ? word : "long") + "_" + "x".repeat(longest);
            word = word.substring(0, longest - 3);
        }
        String name = word;
        while (!used.add(name.toLowerCase(Locale.ROOT))) {
            name = word + used.size();
        }
        return name;
    }

    /** Any text, unquoted. */
    String text() {
        return dice.oneOf(TEXTS);
    }
}
