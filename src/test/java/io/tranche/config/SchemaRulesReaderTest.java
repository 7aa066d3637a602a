package io.tranche.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tranche.config.SchemaRules.DefaultRule;
import io.tranche.config.SchemaRules.NamedRule;
import io.tranche.config.TableRule.Join;
import io.tranche.config.TableRule.Of;
import io.tranche.config.TableRule.PerParent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaRulesReaderTest {
    private static TableRule table(String written) {
        return Reads.schema("default: upon_request\ntables:\n  t: " + written)
                .clean()
                .tables()
                .get("t");
    }

    private static void refuses(String written, String... problems) {
        assertEquals(
                List.of(problems),
                Reads.schema("default: upon_request\ntables:\n  t: " + written).problems());
    }

    private static Choice where(String sql) {
        return new Choice(
                Optional.of(sql), OptionalLong.empty(), Optional.empty(), OptionalDouble.empty(), Optional.empty());
    }

    private static Place place(int line, String path) {
        return new Place("schema.yml", line, path);
    }

    @Test
    void readsTheExampleOfTheDesign() {
        SchemaRules rules = Reads.schema(
                        """
                        rules:
                          since_last_month: {where: "%table_name%.created_at >= NOW() - INTERVAL 1 MONTH"}
                          full: {where: 1 = 1}
                        default: upon_request                           # for tables not named
                        tables:
                          cities:      {rule: full}
                          orders:      {rule: since_last_month, limit: 5000, order_by: created_at DESC}
                          order_items: {rule: join, table: orders, reference: order_id}        # or [shop_id, order_id]
                          comments:    {rule: join, table: posts, reference: post_id, of: copied, per_parent: {limit: 5, order_by: created_at DESC}}
                          users:       {rule: upon_request, mask: {email: "CONCAT('u', id, '@example.com')"}}
                          devices:     {sample: 5%}                     # where, limit, order_by, sample, keys
                        references:
                          - {from: comments.post_id, to: posts.id, when: "commentable_type = 'Post'"}
                          - {from: orders.promo_id, follow: false}      # keep the row, cut the reference
                        """)
                .clean();
        assertEquals("schema.yml", rules.file());
        assertEquals(
                List.of(
                        new NamedRule(
                                "since_last_month",
                                where("%table_name%.created_at >= NOW() - INTERVAL 1 MONTH"),
                                place(2, "rules.since_last_month")),
                        new NamedRule("full", where("1 = 1"), place(3, "rules.full"))),
                List.copyOf(rules.rules().values()));
        assertEquals(Optional.of(new DefaultRule("upon_request", place(4, "default"))), rules.defaultRule());
        assertEquals(
                List.of("cities", "orders", "order_items", "comments", "users", "devices"),
                List.copyOf(rules.tables().keySet()));
        assertEquals(
                new TableRule(
                        "orders",
                        Optional.of("since_last_month"),
                        new Choice(
                                Optional.empty(),
                                OptionalLong.of(5000),
                                Optional.of("created_at DESC"),
                                OptionalDouble.empty(),
                                Optional.empty()),
                        Optional.empty(),
                        Map.of(),
                        place(7, "tables.orders")),
                rules.tables().get("orders"));
        assertEquals(
                Optional.of(new Join(
                        "posts",
                        List.of("post_id"),
                        Of.COPIED,
                        Optional.of(new PerParent(5, Optional.of("created_at DESC"))),
                        place(9, "tables.comments"))),
                rules.tables().get("comments").join());
        assertEquals(
                Map.of("email", "CONCAT('u', id, '@example.com')"),
                rules.tables().get("users").mask());
        assertEquals(
                OptionalDouble.of(0.05), rules.tables().get("devices").choice().sample());
        assertEquals(Optional.empty(), rules.tables().get("devices").rule());
        assertEquals(2, rules.references().size());
    }

    @Test
    void hasDefaults() {
        SchemaRules rules =
                Reads.schema("rules:\ntables:\nreferences:\ndefault:\n").clean();
        assertEquals(
                new SchemaRules("schema.yml", Map.of(), Optional.empty(), Map.of(), List.of(), SyncRules.NONE), rules);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1 = 1          | 1 = 1
                    1              | 1
                    true           | true
                    0x1F = id      | 0x1F = id
                    a = '#b'       | a = '#b'
                    a LIKE 'x%'    | a LIKE 'x%'
                    "%a% = 5%%"    | %a% = 5%%
                    2024-01-01 < d | 2024-01-01 < d
                    "a${X}'"       | ax'
                    a = '$${X}'    | a = '${X}'
                    """)
    void mapsWhereAsItIsWritten(String written, String sql) {
        SchemaRules rules = Reads.schema("tables:\n  t:\n    where: " + written, Map.of("X", "x"))
                .clean();
        assertEquals(where(sql), rules.tables().get("t").choice());
    }

    @Test
    void mapsABlockOfLines() {
        SchemaRules rules = Reads.schema("rules:\n  r:\n    where: |\n      %table_name%.a = 1\n      AND b = '{x}'\n")
                .clean();
        assertEquals(
                Optional.of("%table_name%.a = 1\nAND b = '{x}'\n"),
                rules.rules().get("r").choice().where());
    }

    @Test
    void pastesAVariableIntoSqlAsText() {
        SchemaRules rules = Reads.schema(
                        "tables: {t: {where: \"shop = ${ID}\", limit: ${N}}}",
                        Map.of("ID", "5 OR name LIKE '%'", "N", "7"))
                .clean();
        assertEquals(
                Optional.of("shop = 5 OR name LIKE '%'"),
                rules.tables().get("t").choice().where());
        assertEquals(OptionalLong.of(7), rules.tables().get("t").choice().limit());
    }

    @Test
    void reportsAnUndefinedVariableWithItsPlace() {
        assertEquals(
                List.of(
                        "schema.yml:3 tables.t.where: `${MONTHS}` is not defined. Set it in the environment or in .env, or give"
                                + " --set MONTHS=…"),
                Reads.schema("tables:\n  t:\n    where: m = ${MONTHS}\n").unusable());
    }

    @Test
    void refusesAWrongWhere() {
        refuses("{where: }", "schema.yml:3 tables.t.where: This is empty; it must be SQL.");
        refuses("{where: ''}", "schema.yml:3 tables.t.where: This is empty; it must be SQL.");
        refuses("{where: [a]}", "schema.yml:3 tables.t.where: This is a list; it must be SQL.");
        refuses("{order_by: {a: b}}", "schema.yml:3 tables.t.order_by: This is a mapping; it must be SQL.");
    }

    @Test
    void mapsLimit() {
        assertEquals(OptionalLong.of(0), table("{limit: 0}").choice().limit());
        assertEquals(OptionalLong.of(5000), table("{limit: 5_000}").choice().limit());
        assertEquals(OptionalLong.of(5000), table("{limit: '5000'}").choice().limit());
        refuses("{limit: -1}", "schema.yml:3 tables.t.limit: `-1` is not a whole number, 0 or more.");
        refuses("{limit: 1.5}", "schema.yml:3 tables.t.limit: `1.5` is not a whole number, 0 or more.");
        refuses("{limit: all}", "schema.yml:3 tables.t.limit: `all` is not a whole number, 0 or more.");
        refuses("{limit: }", "schema.yml:3 tables.t.limit: This is empty; it must be a whole number, 0 or more.");
        refuses(
                "{limit: 99999999999999999999999}",
                "schema.yml:3 tables.t.limit: `99999999999999999999999` is not a whole number, 0 or more.");
    }

    @ParameterizedTest
    @CsvSource({
        "5%, 0.05",
        "0.05, 0.05",
        "100%, 1",
        "1, 1",
        "1.0, 1",
        ".5, 0.5",
        "0.1%, 0.001",
        "'\"2.5 %\"', 0.025",
        "1e-3, 0.001"
    })
    void mapsSample(String written, double share) {
        assertEquals(share, table("{sample: " + written + "}").choice().sample().orElseThrow(), 1e-12);
    }

    @Test
    void refusesAWrongSample() {
        String at = "schema.yml:3 tables.t.sample: ";
        refuses("{sample: 5}", at + "`5` is not above 0% and at most 100%. A number without % is a share: 5% is 0.05.");
        refuses("{sample: 101%}", at + "`101%` is not above 0% and at most 100%.");
        refuses("{sample: 0}", at + "`0` is not above 0% and at most 100%. For no rows, use `rule: skip`.");
        refuses("{sample: -5%}", at + "`-5%` is no share of rows. Write a share such as 5% or 0.05.");
        refuses("{sample: .nan}", at + "`.nan` is no share of rows. Write a share such as 5% or 0.05.");
        refuses("{sample: half}", at + "`half` is no share of rows. Write a share such as 5% or 0.05.");
        refuses("{sample: [1]}", at + "This is a list; it must be a share such as 5% or 0.05.");
    }

    @Test
    void mapsKeys() {
        assertEquals(
                List.of(List.of("42"), List.of("43")),
                table("{keys: [42, 43]}").choice().keys().orElseThrow());
        assertEquals(
                List.of(List.of("1", "a"), List.of("007", "2024-01-01")),
                table("{keys: [[1, a], [007, 2024-01-01]]}").choice().keys().orElseThrow());
        assertEquals(List.of(List.of("x")), table("{keys: x}").choice().keys().orElseThrow());
        assertEquals(
                List.of(List.of(""), List.of("no")),
                table("{keys: ['', no]}").choice().keys().orElseThrow());
    }

    @Test
    void refusesWrongKeysWithoutShowingThem() {
        String at = "schema.yml:3 tables.t.keys";
        refuses("{keys: []}", at + ": The list of keys is empty. For no rows, use `rule: skip`.");
        refuses(
                "{keys: {a: 1}}",
                at + ": This is a mapping; it must be a list of keys such as [42, 43] or [[1, a], [2, b]].");
        refuses("{keys: [1, null]}", at + "[1]: This is empty; it must be a value, or a list of values in key order.");
        refuses("{keys: [[1, null]]}", at + "[0][1]: This is empty; it must be a value (a key is never NULL).");
        refuses("{keys: [[]]}", at + "[0]: This key has no columns.");
        refuses("{keys: [[[1]]]}", at + "[0][0]: This is a list; it must be a value (a key is never NULL).");
        refuses(
                "{keys: [[1, 2], 3]}",
                at
                        + "[1]: This key has 1 columns, and the first one has 2. Give each key all of its columns, in the key's order.");
    }

    @Test
    void readsATableThatIsJustARule() {
        assertEquals(Optional.of("full"), table("full").rule());
        assertEquals(Optional.of("upon_request"), table("upon_request").rule());
        refuses(
                "join",
                "schema.yml:3 tables.t: A join needs its parent. Write {rule: join, table: parent, reference: column}.");
    }

    @Test
    void givesTheDefaultToATableThatIsOnlyMasked() {
        assertEquals(Optional.of("upon_request"), table("{mask: {a: 'NULL'}}").rule());
        assertEquals(Optional.of("upon_request"), table("").rule());
        assertEquals(
                List.of(
                        "schema.yml:1 tables.t: This table has no rule, and there is no `default:`. Add `rule:`, or one of `where`,"
                                + " `limit`, `order_by`, `sample`, `keys`."),
                Reads.schema("tables: {t: {mask: {a: 'NULL'}}}").problems());
    }

    @Test
    void knowsFullAndSkipWithoutADefinition() {
        SchemaRules rules = Reads.schema("default: skip\ntables: {t: full}").clean();
        assertEquals(
                Map.of(
                        "full", new NamedRule("full", where("1 = 1"), place(0, "rules.full")),
                        "skip", new NamedRule("skip", where("1 = 0"), place(0, "rules.skip"))),
                rules.rules());
        assertEquals(
                where("x"),
                Reads.schema("rules: {full: {where: x}}\ntables: {t: full}")
                        .clean()
                        .rules()
                        .get("full")
                        .choice());
        assertEquals(Map.of(), Reads.schema("default: upon_request").clean().rules());
    }

    @Test
    void refusesARuleThatIsNotDefined() {
        assertEquals(
                List.of(
                        "schema.yml:2 default: There is no rule `recnt`. Did you mean \"recent\"?",
                        "schema.yml:4 tables.a.rule: There is no rule `ful`. Did you mean \"full\"?",
                        "schema.yml:5 tables.b: There is no rule `zzz`. Define it under `rules:`, or use one of `full`, `join`,"
                                + " `recent`, `skip`, `upon_request`."),
                Reads.schema(
                                "rules: {recent: {where: x}}\ndefault: recnt\ntables:\n  a: {rule: ful, limit: 1}\n  b: zzz\n  c: {mask: {}}")
                        .problems());
    }

    @Test
    void refusesWrongRules() {
        assertEquals(
                List.of(
                        "schema.yml:2 rules.join: The name `join` is reserved. Give the rule another name.",
                        "schema.yml:3 rules.upon_request: The name `upon_request` is reserved. Give the rule another name.",
                        "schema.yml:4 rules.a: This rule says nothing. Add one of `where`, `limit`, `order_by`, `sample`, `keys`.",
                        "schema.yml:5 rules.b: This is empty; it must be a mapping with `where`, `limit`, `order_by`, `sample`,"
                                + " `keys`.",
                        "schema.yml:6 rules.c.wher: The key `wher` is unknown. Did you mean \"where\"?",
                        "schema.yml:6 rules.c: This rule says nothing. Add one of `where`, `limit`, `order_by`, `sample`, `keys`.",
                        "schema.yml:7 default: `join` cannot be the default: each join names its parent. Use another rule."),
                Reads.schema(
                                """
                                rules:
                                  join: {where: x}
                                  upon_request: {where: x}
                                  a: {}
                                  b:
                                  c: {wher: x}
                                default: join
                                """)
                        .problems());
    }

    @Test
    void mapsJoin() {
        assertEquals(
                new Join("p", List.of("p_id"), Of.SELECTED, Optional.empty(), place(3, "tables.t")),
                table("{rule: join, table: p, reference: p_id}").join().orElseThrow());
        assertEquals(
                new Join(
                        "p",
                        List.of("a", "b"),
                        Of.COPIED,
                        Optional.of(new PerParent(5, Optional.empty())),
                        place(3, "tables.t")),
                table("{rule: join, table: p, reference: [a, b], of: copied, per_parent: {limit: 5}}")
                        .join()
                        .orElseThrow());
        TableRule rule = table("{rule: join, table: s.p, where: x, limit: 3, order_by: y, of: selected}");
        assertEquals(List.of(), rule.join().orElseThrow().reference());
        assertEquals(OptionalLong.of(3), rule.limit());
        assertEquals(Optional.of("x"), rule.choice().where());
    }

    @Test
    void refusesWrongJoins() {
        String at = "schema.yml:3 tables.t";
        refuses("{rule: join}", at + ": A join needs its parent. Add `table: parent`.");
        refuses("{rule: join, table: [p]}", at + ".table: This is a list; it must be a table's name.");
        refuses("{rule: join, table: p, of: all}", at + ".of: `all` is not selected or copied.");
        refuses(
                "{rule: join, table: p, reference: [a, a]}",
                at + ".reference: A column stands twice. Name each column once.");
        refuses(
                "{rule: join, table: p, reference: []}",
                at + ".reference: The list is empty; it must be a column, or a list of columns.");
        refuses(
                "{rule: join, table: p, per_parent: {order_by: a}}",
                at + ".per_parent: `per_parent` needs a `limit`. Write {limit: 5, order_by: created_at DESC}.");
        refuses(
                "{rule: join, table: p, per_parent: {limit: 0}}",
                at + ".per_parent.limit: `0` is not a whole number, 1 or more.");
        refuses(
                "{rule: join, table: p, per_parent: 5}",
                at + ".per_parent: This is text; it must be a mapping with `limit`, `order_by`.");
        refuses("{table: p, reference: a}", at + ": `table` belongs to a join. Add `rule: join`.");
        refuses("{rule: full, of: copied}", at + ".of: `of` belongs to `rule: join`. Delete it, or use that rule.");
        refuses("{rule: jion, table: p}", at + ".rule: There is no rule `jion`. Did you mean \"join\"?");
        refuses(
                "{rule: everything}",
                at + ".rule: There is no rule `everything`. Define it under `rules:`, or use one of `full`, `join`,"
                        + " `skip`, `upon_request`.");
    }

    @Test
    void refusesAChoiceThatHasNoEffect() {
        refuses(
                "{rule: upon_request, where: x, limit: 1}",
                "schema.yml:3 tables.t.where: `where` has no effect with `rule: upon_request`, which chooses no rows. Delete one of"
                        + " the two.",
                "schema.yml:3 tables.t.limit: `limit` has no effect with `rule: upon_request`, which chooses no rows. Delete one of"
                        + " the two.");
    }

    @Test
    void mapsMask() {
        assertEquals(
                Map.of("a", "NULL", "b", "NULL", "c", "0", "d e", "'x'", "f", "LOWER(f)"),
                table("{mask: {a: null, b: ~, c: 0, d e: \"'x'\", f: LOWER(f)}}")
                        .mask());
        refuses("{mask: {a: }}", "schema.yml:3 tables.t.mask.a: This is empty; it must be SQL.");
        refuses("{mask: {a: [b]}}", "schema.yml:3 tables.t.mask.a: This is a list; it must be SQL.");
        refuses("{mask: a}", "schema.yml:3 tables.t.mask: This is text; it must be a mapping of columns to SQL.");
    }

    @Test
    void refusesUnknownKeys() {
        assertEquals(
                List.of("schema.yml:1 table: The key `table` is unknown. Did you mean \"tables\"?"),
                Reads.schema("table: {}").problems());
        refuses("{rules: full}", "schema.yml:3 tables.t.rules: The key `rules` is unknown. Did you mean \"rule\"?");
        refuses(
                "{orderby: a, limit: 1}",
                "schema.yml:3 tables.t.orderby: The key `orderby` is unknown. Did you mean \"order_by\"?");
    }

    @Test
    void keepsOddNamesOfTables() {
        SchemaRules rules = Reads.schema(
                        "default: full\ntables:\n  public.a: full\n  'b c': full\n  \"d'`e\": full\n  1: full\n  emoji😀: full\n  yes: full\n  ${P}_x: full",
                        Map.of("P", "p"))
                .clean();
        assertEquals(
                List.of("public.a", "b c", "d'`e", "1", "emoji😀", "yes", "p_x"),
                List.copyOf(rules.tables().keySet()));
        assertEquals(
                "tables.\"public.a\"", rules.tables().get("public.a").place().path());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rules: [a]",
                "rules: a",
                "tables: [a]",
                "tables: a",
                "references: {a: b}",
                "references: a",
                "default: [a]"
            })
    void refusesSectionsOfTheWrongKind(String text) {
        List<String> problems = Reads.schema(text).problems();
        assertEquals(1, problems.size());
        assertEquals(
                true,
                problems.get(0).matches("schema.yml:1 \\w+: This is (a list|a mapping|text); it must be .+"),
                problems.get(0));
    }
}
