package io.tranche.proof.schema.random;

import static io.tranche.proof.schema.random.MySqlText.name;

import io.tranche.proof.random.Dice;
import io.tranche.proof.schema.random.MySqlTables.Made;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A random schema of MySQL or MariaDB. */
final class MySqlSchema {
    private static final List<String> WHEN =
            List.of("BEFORE INSERT", "AFTER INSERT", "BEFORE UPDATE", "AFTER UPDATE", "BEFORE DELETE", "AFTER DELETE");

    private final Dice dice;
    private final Words words;
    private final MySqlFacts facts;
    private final MySqlPrograms programs;
    private final List<String> statements = new ArrayList<>();

    MySqlSchema(Dice dice, MySqlFacts facts) {
        this.dice = dice;
        this.words = new Words(dice, 64);
        this.facts = facts;
        this.programs = new MySqlPrograms(dice, words, facts);
    }

    List<String> statements() {
        statements.add("SET NAMES utf8mb4");
        statements.add("SET SESSION sql_mode = ''");
        if (dice.chance(30)) {
            statements.add(
                    "ALTER DATABASE COLLATE = " + dice.oneOf(facts.collations()).get(1));
        }
        List<String> sequences = sequences();
        MySqlTables tables = new MySqlTables(dice, words, facts);
        List<Made> made = new ArrayList<>();
        for (int i = 3 + dice.below(6); i > 0; i--) {
            made.add(tables.next(statements));
        }
        if (dice.chance(15)) {
            tables.special(statements);
        }
        for (int i = dice.below(5); i > 0; i--) {
            tables.reference(made, statements);
        }
        for (int i = dice.below(4); i > 0; i--) {
            tables.alter(made, statements);
        }
        if (!sequences.isEmpty()) {
            statements.add("CREATE TABLE " + name(words.name()) + " (id BIGINT NOT NULL DEFAULT NEXTVAL("
                    + sequences.get(0) + ") PRIMARY KEY)");
        }
        views(made);
        routines();
        triggers(made);
        if (dice.chance(50)) {
            programs.under(statements, () -> programs.event(statements));
        }
        return statements;
    }

    private List<String> sequences() {
        List<String> sequences = new ArrayList<>();
        for (int i = dice.below(3); i > 0 && facts.mariadb(); i--) {
            String sequence = name(words.name());
            statements.add("CREATE SEQUENCE " + sequence
                    + dice.oneOf(List.of(
                            "",
                            " START WITH 5 INCREMENT BY 5 CYCLE",
                            " INCREMENT BY -2 MAXVALUE 70 NOCACHE",
                            " CACHE 20 COMMENT='it''s'",
                            " ENGINE=Aria",
                            " MINVALUE -5 START 3",
                            " INCREMENT BY 0")));
            sequences.add(sequence);
        }
        return sequences;
    }

    private void views(List<Made> made) {
        MySqlViews views =
                new MySqlViews(dice, words, made.stream().map(Made::quoted).toList());
        for (int i = dice.below(6); i > 0; i--) {
            if (dice.chance(20)) {
                programs.under(statements, () -> statements.add(views.next()));
            } else {
                statements.add(views.next());
            }
        }
    }

    private void routines() {
        for (int i = dice.below(4); i > 0; i--) {
            programs.under(statements, () -> statements.add(programs.routine()));
        }
        if (facts.mariadb() && dice.chance(30)) {
            String tools = name(words.name());
            statements.add("SET SESSION sql_mode = 'ORACLE'");
            statements.add(
                    "CREATE PACKAGE " + tools.replace('`', '"') + " AS\n  FUNCTION one RETURN INT; -- it's\nEND");
            statements.add("CREATE PACKAGE BODY " + tools.replace('`', '"')
                    + " AS\n  FUNCTION one RETURN INT AS BEGIN RETURN 1; END;\nEND");
            statements.add("CREATE PROCEDURE " + name(words.name()).replace('`', '"')
                    + "(a IN VARCHAR2, b OUT NUMBER) AS c NUMBER := 1; BEGIN SELECT 'x' || a INTO b; END");
            statements.add("SET SESSION sql_mode = ''");
            statements.add("CREATE AGGREGATE FUNCTION " + name(words.name())
                    + "(x INT) RETURNS INT DETERMINISTIC BEGIN DECLARE s INT"
                    + " DEFAULT 0; DECLARE CONTINUE HANDLER FOR NOT FOUND RETURN s; LOOP FETCH GROUP NEXT ROW; SET s = s + x; END"
                    + " LOOP; END");
        }
    }

    private void triggers(List<Made> made) {
        Map<String, List<String>> others = new HashMap<>();
        for (int i = dice.below(6); i > 0; i--) {
            Made table = made.get(dice.below(Math.min(2, made.size())));
            String when = dice.oneOf(WHEN);
            List<String> same = others.computeIfAbsent(table.name() + when, key -> new ArrayList<>());
            String trigger = words.name();
            programs.under(statements, () -> statements.add(programs.trigger(table, trigger, when, same)));
            same.add(trigger);
        }
    }
}
