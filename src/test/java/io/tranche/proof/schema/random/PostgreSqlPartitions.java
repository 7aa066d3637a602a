package io.tranche.proof.schema.random;

import static io.tranche.proof.schema.random.PostgreSqlText.name;

import io.tranche.proof.random.Dice;
import io.tranche.proof.schema.random.PostgreSqlMaking.Column;
import io.tranche.proof.schema.random.PostgreSqlMaking.Column.Type;
import io.tranche.proof.schema.random.PostgreSqlMaking.Table;
import java.util.List;

/** A random table with partitions, some of which have partitions; some were tables of their own with other columns. */
record PostgreSqlPartitions(PostgreSqlMaking making) {
    void next() {
        Dice dice = making.dice();
        String root = making.named();
        String odd = name(making.words().name());
        String key = dice.oneOf(
                List.of("RANGE (id)", "LIST (id)", "RANGE (at, id)", "LIST (lower(" + odd + "))", "HASH (id)"));
        making.run(
                "CREATE TABLE " + root + " (id integer" + dice.oneOf(List.of(" NOT NULL", ""))
                        + ", at date DEFAULT '2020-01-01', " + odd
                        + " text DEFAULT 'root', n integer CHECK (n > 0)) PARTITION BY " + key,
                "TABLE " + root);
        Column id = new Column("id", Type.BUILT_IN.get(0));
        boolean keyed = making.since(12) && dice.chance(50) && !key.startsWith("LIST (lower") && !key.contains("at");
        making.tables.add(new Table(
                root, List.of(id, new Column("at", Type.BUILT_IN.get(11)), new Column("n", id.type())), keyed, true));
        if (keyed && dice.chance(50)) {
            making.run("ALTER TABLE " + root + " ADD PRIMARY KEY (id)");
        }
        for (int i = 0; i < 3; i++) {
            partition(root, odd, key, i, dice.chance(40) ? " PARTITION BY LIST (n)" : "");
        }
        if (keyed) {
            making.run("ALTER TABLE " + root + " ADD CONSTRAINT "
                    + name(making.words().name()) + " PRIMARY KEY (id)");
        }
        if (making.since(11)) {
            making.run("CREATE INDEX ON " + root
                    + dice.oneOf(List.of(" (n)", " (" + odd + " DESC, id)", " ((n + 1)) WHERE n > 3")));
            making.run("CREATE INDEX " + name(making.words().name()) + " ON ONLY " + root + " (at)");
        }
        if (!making.triggerFunctions.isEmpty() && making.since(11)) {
            String trigger = name(making.words().name());
            making.run("CREATE TRIGGER " + trigger + " AFTER INSERT ON " + root + " FOR EACH ROW EXECUTE PROCEDURE "
                    + dice.oneOf(making.triggerFunctions) + "()");
            if (dice.chance(40)) {
                making.run("ALTER TABLE "
                        + making.tables.get(making.tables.size() - 1).name() + " DISABLE TRIGGER " + trigger);
            }
        }
    }

    private void partition(String root, String odd, String key, int number, String parted) {
        Dice dice = making.dice();
        String table = making.named();
        String bounds = bounds(key, number);
        if (dice.chance(50)) {
            making.run(
                    "CREATE TABLE " + table + " PARTITION OF " + root
                            + dice.oneOf(List.of(
                                    "",
                                    " (" + odd + " DEFAULT 'own')",
                                    " (CONSTRAINT own_check CHECK (n < 100))",
                                    " (n NOT NULL)"))
                            + " " + bounds + parted,
                    "TABLE " + table);
        } else {
            making.run(
                    "CREATE TABLE " + table + " (gone integer, n integer CHECK (n > 0), " + odd + " text"
                            + dice.oneOf(List.of("", " DEFAULT 'own'")) + ", id integer NOT NULL, at date, CONSTRAINT "
                            + root.substring(root.indexOf('.') + 1).replaceAll("\"$", "_n_check\"") + " CHECK (n > 0))"
                            + parted,
                    "TABLE " + table);
            making.run("ALTER TABLE " + table + " DROP COLUMN gone");
            making.run("CREATE INDEX ON " + table + " (n)");
            making.run("ALTER TABLE " + root + " ATTACH PARTITION " + table + " " + bounds);
        }
        if (!parted.isEmpty()) {
            making.run("CREATE TABLE " + making.named() + " PARTITION OF " + table + " FOR VALUES IN (1, 2)");
            making.run("CREATE TABLE " + making.named() + " PARTITION OF " + table
                    + (making.since(11) ? " DEFAULT" : " FOR VALUES IN (NULL)"));
        }
        making.tables.add(new Table(
                table,
                List.of(new Column("n", Type.BUILT_IN.get(0)), new Column(odd, Type.BUILT_IN.get(6))),
                false,
                !parted.isEmpty()));
    }

    private String bounds(String key, int number) {
        boolean rest = making.since(11) && number == 2 && !key.startsWith("HASH");
        if (rest) {
            return "DEFAULT";
        }
        return switch (key.substring(0, 8)) {
            case "RANGE (i" ->
                "FOR VALUES FROM (" + (number == 0 ? "MINVALUE" : number * 10) + ") TO (" + (number + 1) * 10 + ")";
            case "RANGE (a" ->
                "FOR VALUES FROM ('202" + number + "-01-01', MINVALUE) TO ('202" + (number + 1) + "-01-01', MINVALUE)";
            case "HASH (id" -> "FOR VALUES WITH (MODULUS 3, REMAINDER " + number + ")";
            case "LIST (id" -> "FOR VALUES IN (" + number + ", " + (number + 10) + ")";
            default -> "FOR VALUES IN ('it''s " + number + "', 'x" + number + "')";
        };
    }
}
