package io.tranche.proof.schema.random;

import static io.tranche.proof.schema.random.MySqlText.name;
import static io.tranche.proof.schema.random.MySqlText.text;

import io.tranche.proof.random.Dice;
import io.tranche.proof.schema.random.MySqlColumn.Kind;
import java.util.ArrayList;
import java.util.List;

/** Random keys of a table. */
final class MySqlKeys {
    private final Dice dice;
    private final Words words;
    private final MySqlFacts facts;

    MySqlKeys(Dice dice, Words words, MySqlFacts facts) {
        this.dice = dice;
        this.words = words;
        this.facts = facts;
    }

    String next(List<MySqlColumn> columns, boolean free) {
        String key = name(words.name()) + " ";
        MySqlColumn one = dice.oneOf(columns);
        if (one.kind() == Kind.PLACE) {
            return one.nullable() ? "KEY " + key + "(id)" : "SPATIAL KEY " + key + "(" + one.quoted() + ")";
        }
        if (one.kind().isText() && one.stored() && dice.chance(25) && free) {
            return "FULLTEXT KEY " + key + "(" + one.quoted() + ")"
                    + (facts.mariadb() ? "" : dice.oneOf(List.of("", " WITH PARSER ngram")));
        }
        if (!facts.mariadb() && dice.chance(15)) {
            return functional(key, one);
        }
        String parts = parts(columns, one);
        return (free && dice.chance(25) ? "UNIQUE " : "") + "KEY " + key + "(" + parts + ")" + options();
    }

    private String parts(List<MySqlColumn> columns, MySqlColumn one) {
        List<String> parts = new ArrayList<>();
        for (MySqlColumn column : columns) {
            if (column.isOrdered() && parts.size() < 3 && (column == one || dice.chance(25))) {
                parts.add(part(column));
            }
        }
        return parts.isEmpty() ? "id" : String.join(", ", parts);
    }

    private String part(MySqlColumn column) {
        String order = facts.mariadb() && facts.version() < 100800 ? "" : dice.oneOf(List.of("", "", " DESC", " ASC"));
        String part = column.kind() == Kind.TEXT && dice.chance(15)
                ? column.quoted() + "(3)"
                : column.keyPart(1 + dice.below(12));
        return part + order;
    }

    private static String functional(String key, MySqlColumn of) {
        String expression =
                of.kind().isText() ? "LOWER(LEFT(" + of.quoted() + ", 5))" : "LENGTH(" + of.quoted() + ") + 1";
        return "KEY " + key + "((" + expression + "), id DESC)";
    }

    private String options() {
        String options = dice.oneOf(List.of("", "", "", " USING BTREE", facts.mariadb() ? " USING HASH" : ""));
        options += dice.chance(10) ? " KEY_BLOCK_SIZE=4" : "";
        options += dice.chance(15) ? " COMMENT " + text(words.text()) : "";
        if (dice.chance(8) && (!facts.mariadb() || facts.version() >= 100600)) {
            options += facts.mariadb() ? " IGNORED" : " INVISIBLE";
        }
        return options;
    }
}
