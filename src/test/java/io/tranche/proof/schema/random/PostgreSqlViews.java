package io.tranche.proof.schema.random;

import static io.tranche.proof.schema.random.PostgreSqlText.name;
import static io.tranche.proof.schema.random.PostgreSqlText.text;

import io.tranche.proof.random.Dice;
import io.tranche.proof.schema.random.PostgreSqlMaking.Table;
import java.util.ArrayList;
import java.util.List;

/** Random views, materialised ones, their rules and triggers. */
record PostgreSqlViews(PostgreSqlMaking making) {
    void next() {
        if (making.tables.isEmpty()) {
            return;
        }
        Dice dice = making.dice();
        String view = making.named();
        String query = query();
        if (dice.chance(20)) {
            making.run(
                    "CREATE MATERIALIZED VIEW " + view + dice.oneOf(List.of("", " WITH (fillfactor = 60)")) + " AS "
                            + query + dice.oneOf(List.of("", " WITH NO DATA")),
                    "MATERIALIZED VIEW " + view);
            making.run("CREATE " + dice.oneOf(List.of("", "UNIQUE ")) + "INDEX ON " + view + " (id)");
            return;
        }
        String options = dice.oneOf(List.of(
                "",
                "",
                " WITH (security_barrier)",
                making.since(15) ? " WITH (security_invoker = true)" : "",
                query.startsWith("SELECT t.id, 1") ? " WITH (check_option = local)" : ""));
        making.run(
                "CREATE VIEW " + view
                        + (dice.chance(15) ? " (id, " + name(making.words().name()) + ")" : "") + options + " AS "
                        + query,
                "VIEW " + view);
        making.views.add(view);
        if (dice.chance(20)) {
            making.run("ALTER VIEW " + view + " ALTER id SET DEFAULT 17");
        }
        if (dice.chance(15)) {
            making.run(
                    "CREATE RULE " + name(making.words().name()) + " AS ON INSERT TO " + view + " DO INSTEAD NOTHING");
        }
        if (dice.chance(15) && !making.triggerFunctions.isEmpty()) {
            making.run("CREATE TRIGGER " + name(making.words().name()) + " INSTEAD OF UPDATE ON " + view
                    + " FOR EACH ROW EXECUTE PROCEDURE " + dice.oneOf(making.triggerFunctions) + "('it''s')");
        }
        if (dice.chance(25)) {
            // older than what it reads now
            making.run("CREATE OR REPLACE VIEW " + making.views.get(0) + " AS SELECT v.*, 1 AS more FROM "
                    + dice.oneOf(making.tables).name() + " v");
        }
    }

    private String query() {
        Dice dice = making.dice();
        List<String> readable = new ArrayList<>(making.views);
        making.tables.stream().map(Table::name).forEach(readable::add);
        String one = dice.oneOf(readable);
        String other = dice.oneOf(readable);
        Table keyed = dice.oneOf(making.tables);
        String column = keyed.columns().get(keyed.columns().size() - 1).name();
        String function = making.functions.isEmpty() ? "abs" : dice.oneOf(making.functions);
        String literal = text(making.words().text());
        String type = dice.oneOf(making.types).sql().replaceAll(" COLLATE .*", "");
        return dice.oneOf(List.of(
                "SELECT t.id, 1 AS n FROM " + one + " t WHERE t.id > 3",
                "SELECT * FROM " + one,
                "SELECT a.id, " + literal + "::text AS t FROM " + one + " a LEFT JOIN " + other + " b USING (id)",
                "SELECT t.id, " + function + "(t.id) AS f FROM " + one + " t",
                "SELECT t.id, t." + column + ", count(*) AS n FROM " + keyed.name() + " t GROUP BY t.id",
                "SELECT t.id, t AS whole FROM " + one + " t",
                "WITH RECURSIVE r(id, n) AS (SELECT 1, 2 UNION ALL SELECT r.id + 1, n FROM r WHERE r.id < 5) SELECT id, n FROM r",
                "WITH c AS (SELECT id FROM " + one + ") SELECT c.id, (SELECT count(*) FROM " + other + ") AS n FROM c",
                "SELECT id, row_number() OVER w AS r FROM " + one
                        + " WINDOW w AS (PARTITION BY id ORDER BY id DESC NULLS LAST)",
                "SELECT id, NULL::" + type + " AS v FROM " + one,
                "SELECT id, 'x'::text COLLATE \"C\" AS v FROM " + one + " UNION ALL SELECT id, 'y' FROM " + other,
                "SELECT DISTINCT ON (id) id, CASE WHEN id > 1 THEN " + literal + " ELSE NULL END AS c FROM " + one
                        + " ORDER BY id, 2 LIMIT 9",
                "SELECT a.id, l.x FROM " + one
                        + " a CROSS JOIN LATERAL generate_series(1, a.id) WITH ORDINALITY AS l(x, y)",
                "SELECT v.id, v.t FROM (VALUES (1, 'a'::text), (2, 'it''s')) v(id, t)",
                "SELECT id, array_agg(id ORDER BY id DESC) FILTER (WHERE id > 2) AS a FROM " + one
                        + " GROUP BY GROUPING SETS ((id), ())",
                "SELECT id, id IN (SELECT id FROM " + other + ") AS i FROM " + one + " TABLESAMPLE system (50)",
                "SELECT r.id, r.b FROM ROWS FROM (generate_series(1, 2), generate_series(1, 3)) AS r(id, b)",
                "SELECT id, ROW(id, 2) AS r, ARRAY[id, 3] AS a, (id = ANY (ARRAY[1, 2])) AS b FROM " + one
                        + " WHERE id BETWEEN 1 AND 5"));
    }
}
