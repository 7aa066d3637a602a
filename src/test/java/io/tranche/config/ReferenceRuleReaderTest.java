package io.tranche.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tranche.config.ReferenceRule.Treatment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceRuleReaderTest {
    private static final Place PLACE = new Place("schema.yml", 2, "references[0]");

    private static ReferenceRule reference(String written) {
        return Reads.schema("references:\n  - " + written).clean().references().get(0);
    }

    private static void refuses(String written, String... problems) {
        assertEquals(
                List.of(problems), Reads.schema("references:\n  - " + written).problems());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{from: 'order_items.[shop_id, order_id]', to: 'orders.[shop_id, id]'}",
                "{from: order_items.[shop_id, order_id], to: orders.[shop_id, id]}",
                "{from: order_items(shop_id, order_id), to: orders(shop_id, id)}",
                "{\"from\": order_items (shop_id,order_id), to: \"orders(shop_id,id)\"}",
                "{from: {table: order_items, columns: [shop_id, order_id]}, to: {table: orders, columns: [shop_id, id]}}",
                "{table: order_items, columns: [shop_id, order_id], parent: orders, parent_columns: [shop_id, id]}",
                "from: order_items.[shop_id, order_id]\n    to: orders(shop_id, id)"
            })
    void readsSeveralColumnsInEveryForm(String written) {
        assertEquals(
                new ReferenceRule(
                        "order_items",
                        List.of("shop_id", "order_id"),
                        Optional.of("orders"),
                        List.of("shop_id", "id"),
                        Optional.empty(),
                        Treatment.FOLLOW,
                        PLACE),
                reference(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{from: comments.post_id, to: posts.id}",
                "{from: comments.[post_id], to: posts(id)}",
                "{from: {table: comments, columns: post_id}, to: {table: posts, columns: id}}",
                "{table: comments, columns: post_id, parent: posts, parent_columns: id}",
                "{table: comments, columns: [post_id], parent: posts, parent_columns: [id]}"
            })
    void readsOneColumnInEveryForm(String written) {
        assertEquals(
                new ReferenceRule(
                        "comments",
                        List.of("post_id"),
                        Optional.of("posts"),
                        List.of("id"),
                        Optional.empty(),
                        Treatment.FOLLOW,
                        PLACE),
                reference(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{from: comments.post_id, to: posts}",
                "{from: comments.post_id, to: {table: posts}}",
                "{table: comments, columns: post_id, parent: posts}"
            })
    void leavesTheParentsKeyToTheCatalog(String written) {
        assertEquals(Optional.of("posts"), reference(written).parent());
        assertEquals(List.of(), reference(written).parentColumns());
    }

    @ParameterizedTest
    @CsvSource({
        "app.comments.post_id, app.comments, post_id",
        "order items.shop id, order items, shop id",
        "a-b$.c, a-b$, c",
        "t1.größe, t1, größe"
    })
    void partsTableAndColumnAtTheLastDot(String written, String table, String column) {
        ReferenceRule reference = reference("{from: " + written + ", follow: false}");
        assertEquals(table, reference.table());
        assertEquals(List.of(column), reference.columns());
    }

    @Test
    void readsSchemasWithSeveralColumns() {
        ReferenceRule reference = reference("{from: app.items(a, b), to: app.orders.[c, d]}");
        assertEquals("app.items", reference.table());
        assertEquals(Optional.of("app.orders"), reference.parent());
        assertEquals(List.of("c", "d"), reference.parentColumns());
    }

    @Test
    void mapsWhenFollowAndSetNull() {
        assertEquals(
                Optional.of("kind = 'Post'"),
                reference("{from: a.b, to: c.d, when: \"kind = 'Post'\"}").when());
        assertEquals(Treatment.CUT, reference("{from: a.b, follow: false}").treatment());
        assertEquals(
                Treatment.FOLLOW,
                reference("{from: a.b, to: c.d, follow: true}").treatment());
        assertEquals(
                Treatment.SET_NULL, reference("{from: a.b, set_null: true}").treatment());
        assertEquals(
                Treatment.FOLLOW,
                reference("{from: a.b, to: c.d, set_null: false}").treatment());
        assertEquals(
                Treatment.SET_NULL,
                reference("{table: a, columns: b, set_null: yes}").treatment());
        assertEquals(Optional.empty(), reference("{from: a.b, when: x}").parent());
    }

    @Test
    void refusesContradictions() {
        String both =
                "schema.yml:2 references[0].follow: `follow` and `set_null` contradict each other: the value stays, or becomes"
                        + " NULL. Keep one of them.";
        refuses("{from: a.b, follow: false, set_null: true}", both);
        refuses("{from: a.b, follow: true, set_null: true}", both);
        refuses("{from: a.b, follow: maybe}", "schema.yml:2 references[0].follow: `maybe` is not true or false.");
    }

    @Test
    void refusesWhatIsIncomplete() {
        String at = "schema.yml:2 references[0]";
        refuses("{to: a.b}", at + ": `from` is missing. Write `from: table.column`.");
        refuses(
                "{from: a.b}",
                at
                        + ": This entry says nothing of the reference. Add `to: table.column`, `when:`, `follow: false` or `set_null: true`.");
        refuses("{from: a, to: b.c}", at + ".from: The columns that refer are missing. Write table.column.");
        refuses("{table: a, parent: b}", at + ": The columns that refer are missing. Add `columns:`.");
        refuses("{columns: a, parent: b}", at + ": `table` is missing. Name the table.");
        refuses(
                "{table: a, columns: b, parent_columns: c, follow: false}",
                at + ".parent_columns: `parent_columns` stands without `parent`. Add `parent: table`.");
        refuses("{from: {columns: a}, to: b.c}", at + ".from: `table` is missing. Name the table.");
        refuses(
                "{table: a, columns: [], parent: b}",
                at + ".columns: The list is empty; it must be a column, or a list of columns.");
    }

    @Test
    void refusesWhatItCannotRead() {
        String at = "schema.yml:2 references[0]";
        String form = " Write table.column, table.[column, column], or {table: …, columns: […]}.";
        refuses("{from: a., to: b.c}", at + ".from: `a.` is no table with a column." + form);
        refuses("{from: .a, to: b.c}", at + ".from: `.a` is no table with a column." + form);
        refuses("{from: \"a.[b,]\", to: b.c}", at + ".from: `a.[b,]` is no table with a column." + form);
        refuses("{from: \"a(b\", to: b.c}", at + ".from: `a(b` is no table with a column." + form);
        refuses(
                "{from: 'a(b, b)', to: c.d}",
                at + ".from: A column stands twice. Name each column once.",
                at + ": 2 columns refer to 1. Pair each column with one of the parent's.");
        refuses(
                "{from: [a.b], to: b.c}",
                at
                        + ".from: This is a list; it must be table.column, table.[column, column], or {table: …, columns: […]}.");
        refuses(
                "a.b",
                at
                        + ": This is text; it must be a mapping with `from`, `to`, `table`, `columns`, `parent`, `parent_columns`, `when`,"
                        + " `follow`, `set_null`.");
        refuses(
                "{form: a.b, to: c.d}",
                at + ".form: The key `form` is unknown. Did you mean \"from\"?",
                at + ": `from` is missing. Write `from: table.column`.");
    }

    @Test
    void refusesMixedForms() {
        refuses(
                "{from: a.b, parent: c}",
                "schema.yml:2 references[0]: `from`/`to` and `table`/`columns`/`parent` are mixed. Use one of the two forms.");
    }

    @Test
    void refusesUnequalNumbersOfColumns() {
        refuses(
                "{from: 'a.[b, c]', to: d.e}",
                "schema.yml:2 references[0]: 2 columns refer to 1. Pair each column with one of the parent's.");
    }

    @Test
    void refusesTheSameReferenceTwice() {
        refuses(
                "{from: a.b, to: c.d}\n  - {from: a.b, to: e.f}\n  - {table: a, columns: b, parent: c, parent_columns: d}",
                "schema.yml:4 references[2]: This reference stands twice, first in line 2. Keep one of them.");
    }
}
