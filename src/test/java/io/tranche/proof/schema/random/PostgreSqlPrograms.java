package io.tranche.proof.schema.random;

import static io.tranche.proof.schema.random.PostgreSqlText.name;

import io.tranche.proof.random.Dice;
import io.tranche.proof.schema.random.PostgreSqlMaking.Table;
import java.util.List;

/** Random triggers, rules, policies, event triggers, publications, foreign servers. */
record PostgreSqlPrograms(PostgreSqlMaking making) {
    void next() {
        if (making.tables.isEmpty()) {
            return;
        }
        Dice dice = making.dice();
        Table table = dice.oneOf(making.tables);
        String odd = name(making.words().name());
        switch (dice.below(8)) {
            case 0, 1, 2 -> trigger(table, odd);
            case 3 ->
                making.run(
                        "CREATE RULE " + odd + " AS ON " + dice.oneOf(List.of("INSERT", "UPDATE", "DELETE")) + " TO "
                                + table.name()
                                + dice.oneOf(List.of(
                                        " DO INSTEAD NOTHING", " DO ALSO NOTIFY x", " DO ALSO (SELECT 1; SELECT 2)")),
                        "RULE " + odd + " ON " + table.name());
            case 4, 5 ->
                making.run(
                        "CREATE POLICY " + odd + " ON " + table.name() + dice.oneOf(List.of("", " AS RESTRICTIVE"))
                                + dice.oneOf(List.of("", " FOR SELECT", " FOR UPDATE"))
                                + dice.oneOf(List.of("", " TO PUBLIC", " TO CURRENT_USER"))
                                + " USING (EXISTS (SELECT 1 FROM "
                                + dice.oneOf(making.tables).name() + "))",
                        "POLICY " + odd + " ON " + table.name());
            case 6 ->
                making.run(
                        "CREATE PUBLICATION " + odd
                                + dice.oneOf(List.of(
                                        " FOR ALL TABLES",
                                        "",
                                        " FOR TABLE " + table.name() + " WITH (publish = 'insert')",
                                        making.since(15) ? " FOR TABLES IN SCHEMA " + making.schema() : "",
                                        making.since(15) ? " FOR TABLE " + table.name() + " WHERE (id > 3)" : "")),
                        "PUBLICATION " + odd);
            default -> remote(odd);
        }
    }

    private void trigger(Table table, String odd) {
        Dice dice = making.dice();
        if (making.triggerFunctions.isEmpty()) {
            return;
        }
        String run = " EXECUTE PROCEDURE " + dice.oneOf(making.triggerFunctions) + "("
                + dice.oneOf(List.of("", "'it''s', 'ü'")) + ")";
        String column = dice.oneOf(table.columns()).name();
        making.run(
                dice.oneOf(List.of(
                        "CREATE TRIGGER " + odd + " BEFORE INSERT OR UPDATE OF " + column + " ON " + table.name()
                                + " FOR EACH ROW WHEN (NEW." + column + " IS NOT NULL)" + run,
                        "CREATE TRIGGER " + odd + " AFTER UPDATE ON " + table.name()
                                + " REFERENCING OLD TABLE AS o NEW TABLE AS \"N\" FOR EACH STATEMENT" + run,
                        "CREATE CONSTRAINT TRIGGER " + odd + " AFTER DELETE ON " + table.name()
                                + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW" + run,
                        "CREATE TRIGGER " + odd + " BEFORE TRUNCATE ON " + table.name() + " FOR EACH STATEMENT" + run)),
                "TRIGGER " + odd + " ON " + table.name());
        if (dice.chance(35)) {
            making.run("ALTER TABLE " + table.name()
                    + dice.oneOf(List.of(" DISABLE", " ENABLE ALWAYS", " ENABLE REPLICA")) + " TRIGGER " + odd);
        }
    }

    private void remote(String odd) {
        Dice dice = making.dice();
        if (dice.chance(40)) {
            String watches = making.named();
            making.run("CREATE FUNCTION " + watches + "() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'");
            making.run(
                    "CREATE EVENT TRIGGER " + odd + " ON "
                            + dice.oneOf(List.of("ddl_command_end", "sql_drop", "ddl_command_start"))
                            + dice.oneOf(List.of("", " WHEN TAG IN ('CREATE TABLE', 'DROP INDEX')"))
                            + " EXECUTE PROCEDURE " + watches + "()",
                    "EVENT TRIGGER " + odd);
            if (dice.chance(40)) {
                making.run("ALTER EVENT TRIGGER " + odd
                        + dice.oneOf(List.of(" DISABLE", " ENABLE REPLICA", " ENABLE ALWAYS")));
            }
            return;
        }
        String server = name(making.words().name());
        String table = making.named();
        making.run("CREATE FOREIGN DATA WRAPPER " + odd + " OPTIONS (debug 'true')");
        making.run("CREATE SERVER " + server + " FOREIGN DATA WRAPPER " + odd + " OPTIONS (host 'it''s')");
        making.run(
                "CREATE FOREIGN TABLE " + table
                        + " (id integer OPTIONS (column_name 'ID') NOT NULL, v text DEFAULT 'x', CHECK (id > 0))"
                        + " SERVER " + server + " OPTIONS (\"table name\" 'T')",
                "FOREIGN TABLE " + table);
        making.views.add(table);
    }
}
