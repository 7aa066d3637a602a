package io.tranche.proof.schema.random;

import static io.tranche.proof.schema.random.MySqlText.name;
import static io.tranche.proof.schema.random.MySqlText.text;

import io.tranche.proof.random.Dice;
import java.util.ArrayList;
import java.util.List;

/** Random views over tables and over each other. */
final class MySqlViews {
    private final Dice dice;
    private final Words words;
    private final List<String> readable = new ArrayList<>();

    /** @param tables quoted names of what has a column id */
    MySqlViews(Dice dice, Words words, List<String> tables) {
        this.dice = dice;
        this.words = words;
        readable.addAll(tables);
    }

    String next() {
        String view = name(words.name());
        String one = dice.oneOf(readable);
        String other = dice.oneOf(readable);
        String head = "CREATE"
                + dice.oneOf(List.of("", "", " ALGORITHM=MERGE", " ALGORITHM=TEMPTABLE", " ALGORITHM=UNDEFINED"))
                + dice.oneOf(List.of("", "", " SQL SECURITY INVOKER", " SQL SECURITY DEFINER")) + " VIEW " + view;
        String columns = dice.chance(25) ? " (id, " + name(words.name()) + ")" : "";
        String literal = text(words.text());
        String query = dice.oneOf(List.of(
                "SELECT id, 1 AS n FROM " + one,
                "SELECT a.id, " + literal + " AS t FROM " + one + " a LEFT JOIN " + other
                        + " b ON b.id = a.id AND b.id > 3",
                "SELECT id, " + literal + " AS t FROM " + one + " UNION ALL SELECT id, 'x' FROM " + other,
                "SELECT id, COUNT(*) AS n FROM " + one + " GROUP BY id HAVING n > 0 ORDER BY 1 DESC LIMIT 5",
                "SELECT id, CASE WHEN id > 3 THEN " + literal + " WHEN id IS NULL THEN 'n' ELSE 'x' END AS c FROM "
                        + one,
                "SELECT id, (SELECT COUNT(*) FROM " + other + " s WHERE s.id = o.id) AS n FROM " + one + " o",
                "SELECT d.id, d.n FROM (SELECT id, 2 AS n FROM " + one + ") d",
                "WITH c AS (SELECT id FROM " + one + ") SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS r FROM c",
                "WITH RECURSIVE c (id, n) AS (SELECT 1, 2 UNION ALL SELECT id + 1, n FROM c WHERE id < 5) SELECT id, n FROM c",
                "SELECT id, CAST(id AS CHAR(20)) AS c FROM " + one + " WHERE id IN (SELECT id FROM " + other + ")",
                "SELECT id, CONVERT(id USING latin1) AS c FROM " + one + " WHERE NOT EXISTS (SELECT 1 FROM " + other
                        + " WHERE id = 3)",
                "SELECT id, id <=> 3 AND NOT id XOR 2 AS b FROM " + one,
                "SELECT id, DATE_ADD('2020-01-01', INTERVAL id DAY) AS d FROM " + one,
                "SELECT a.id, b.id AS `b id` FROM " + one + " a, " + other + " b WHERE a.id = b.id",
                "SELECT DISTINCT SQL_NO_CACHE id, _latin1'x' COLLATE latin1_bin AS c FROM " + one,
                "SELECT id, GROUP_CONCAT(id ORDER BY id DESC SEPARATOR '; ') AS g FROM " + one
                        + " GROUP BY id WITH ROLLUP",
                "SELECT id, id AS i FROM " + one + " WHERE id > 1"));
        String check = query.endsWith("WHERE id > 1")
                ? dice.oneOf(List.of("", " WITH CHECK OPTION", " WITH LOCAL CHECK OPTION"))
                : "";
        if (!query.contains("WITH ROLLUP")) {
            readable.add(view);
        }
        return head + columns + " AS " + query + check;
    }
}
