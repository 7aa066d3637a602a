package io.tranche.proof.schema.random;

import static io.tranche.proof.schema.random.MySqlText.name;
import static io.tranche.proof.schema.random.MySqlText.text;

import io.tranche.proof.random.Dice;
import io.tranche.proof.schema.random.MySqlColumn.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Random tables: columns, keys, checks, options, partitions; and the foreign keys between them. */
final class MySqlTables {
    private final Dice dice;
    private final Words words;
    private final MySqlFacts facts;
    private final MySqlColumns columns;

    /**
     * A table whose {@code id} can be referred to.
     *
     * @param id type of the id
     */
    record Made(String name, String id, List<MySqlColumn> columns, boolean plain) {
        String quoted() {
            return MySqlText.name(name);
        }
    }

    MySqlTables(Dice dice, Words words, MySqlFacts facts) {
        this.dice = dice;
        this.words = words;
        this.facts = facts;
        this.columns = new MySqlColumns(dice, words, facts);
    }

    Made next(List<String> statements) {
        String table = words.name();
        String partition = dice.chance(15) ? dice.oneOf(List.of("id", "day", "word")) : "";
        String id = dice.oneOf(List.of("INT", "INT", "BIGINT UNSIGNED"));
        List<MySqlColumn> made = new ArrayList<>();
        List<String> items = new ArrayList<>();
        String counts = partition.isEmpty() && dice.chance(50) ? " AUTO_INCREMENT" : "";
        items.add("id " + id + " NOT NULL" + counts);
        made.add(new MySqlColumn("id", Kind.WHOLE, "", false, true));
        partitionColumn(partition).ifPresent(items::add);
        for (int i = dice.below(7); i >= 0; i--) {
            MySqlColumn column = columns.next(made.subList(1, made.size()));
            made.add(column);
            items.add(column.definition());
        }
        if (dice.chance(90) || !counts.isEmpty()) {
            items.add(1, primaryKey(partition));
        }
        MySqlKeys keys = new MySqlKeys(dice, words, facts);
        for (int i = dice.below(4); i > 0; i--) {
            items.add(keys.next(made, partition.isEmpty()));
        }
        if (dice.chance(15) && facts.checks()) {
            items.add(check(made.get(1)));
        }
        MySqlOptions options = new MySqlOptions(dice, words, facts);
        String engine = partition.isEmpty() ? options.engine() : "InnoDB";
        statements.add("CREATE TABLE " + name(table) + " (\n  " + String.join(",\n  ", items) + "\n)"
                + options.of(engine) + (partition.isEmpty() ? "" : "\n" + new MySqlPartitions(dice).by(partition)));
        return new Made(table, id, made, engine.equals("InnoDB") && partition.isEmpty());
    }

    private static Optional<String> partitionColumn(String partition) {
        return switch (partition) {
            case "day" -> Optional.of("day DATE NOT NULL");
            case "word" -> Optional.of("word VARCHAR(9) NOT NULL");
            default -> Optional.empty();
        };
    }

    private String primaryKey(String partition) {
        String more = partition.isEmpty() || partition.equals("id") ? "" : ", " + partition;
        return "PRIMARY KEY (id" + more + ")" + dice.oneOf(List.of("", "", " USING BTREE", " COMMENT 'the key'"));
    }

    private String check(MySqlColumn of) {
        return "CONSTRAINT " + name(words.name()) + " CHECK (" + of.quoted() + " <> 'it''s' OR " + dice.below(9)
                + " > 3)" + (facts.mariadb() ? "" : dice.oneOf(List.of("", " NOT ENFORCED")));
    }

    /** Tables whose rows are elsewhere. */
    void special(List<String> statements) {
        String parts = name(words.name());
        statements.add("CREATE TABLE " + parts + " (id INT, KEY (id)) ENGINE=MyISAM");
        statements.add("CREATE TABLE " + name(words.name()) + " (id INT, KEY (id)) ENGINE=MRG_MyISAM UNION=(" + parts
                + ") INSERT_METHOD=LAST");
        statements.add("CREATE TABLE " + name(words.name()) + " (id INT NOT NULL, t TEXT NOT NULL) ENGINE=CSV"
                + dice.oneOf(List.of("", " DEFAULT CHARSET=latin1")));
        statements.add(
                "CREATE TABLE " + name(words.name()) + " (id INT NOT NULL, t TEXT, UNIQUE KEY u (id)) ENGINE=ARCHIVE");
        statements.add("CREATE TABLE " + name(words.name()) + " (id INT) ENGINE=FEDERATED"
                + " CONNECTION='mysql://u:p@127.0.0.1:1/x/y'");
    }

    /** Between tables that are there, or back to the same one. */
    void reference(List<Made> all, List<String> statements) {
        List<Made> plain = all.stream().filter(Made::plain).toList();
        if (plain.isEmpty()) {
            return;
        }
        Made child = dice.oneOf(plain);
        Made parent = dice.oneOf(plain);
        String column = words.name();
        statements.add("ALTER TABLE " + child.quoted() + " ADD " + name(column) + " " + parent.id());
        String add = "ALTER TABLE " + child.quoted() + " ADD "
                + (dice.chance(70) ? "CONSTRAINT " + name(words.name()) + " " : "")
                + "FOREIGN KEY " + (dice.chance(20) ? name(words.name()) + " " : "") + "(" + name(column)
                + ") REFERENCES "
                + parent.quoted() + " (id)";
        statements.add(add
                + dice.oneOf(List.of(
                        "",
                        " ON DELETE CASCADE",
                        " ON DELETE SET NULL ON UPDATE CASCADE",
                        " ON UPDATE NO ACTION",
                        " ON DELETE RESTRICT")));
    }

    /** What years do to a table. */
    void alter(List<Made> all, List<String> statements) {
        Made table = dice.oneOf(all);
        MySqlColumn column =
                columns.next(table.columns().subList(1, table.columns().size()));
        statements.add("ALTER TABLE " + table.quoted()
                + dice.oneOf(List.of(
                        " ADD " + column.definition() + " FIRST",
                        " ADD " + column.definition(),
                        " DEFAULT CHARACTER SET utf8mb4",
                        " CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci",
                        " COMMENT = " + text(words.text()),
                        " AUTO_INCREMENT = 99",
                        " ORDER BY id",
                        " ADD KEY " + name(words.name()) + " (id)")));
    }
}
