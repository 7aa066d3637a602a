package io.tranche.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.catalog.TableName;
import io.tranche.config.ReferenceRule.Treatment;
import io.tranche.config.TableRule.Of;
import io.tranche.dialect.Carried;
import io.tranche.error.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PlanBuilderTest {
    private static Shop orders() {
        return new Shop()
                .table("customers", List.of("id"), "id int", "name varchar")
                .table("orders", List.of("id"), "id int", "note varchar", "customer_id int", "promo int?")
                .table("items", List.of("order_id", "n"), "text varchar", "order_id int", "n int")
                .table("promos", List.of("id"), "id int")
                .reference("orders", "customer_id", "customers", "id")
                .reference("orders", "promo", "promos", "id")
                .reference("items", "order_id", "orders", "id");
    }

    private static TablePlan table(Plan plan, String name) {
        return plan.table(TableName.of(name));
    }

    private static void assertRefused(String expected, Shop shop) {
        Refusal refusal = assertThrows(Refusal.class, shop::plan);
        assertTrue(refusal.getMessage().contains(expected), refusal.getMessage());
    }

    @Test
    void onlyTablesThatRowsCanReachAreInThePlan() {
        Plan plan = orders().where("orders", "1 = 1", OptionalLong.empty()).plan();
        assertEquals(
                List.of("customers", "promos", "orders"),
                plan.tables().stream().map(each -> each.name().name()).toList());
        assertEquals(List.of(TableName.of("items")), plan.untouched());
        assertEquals(2, plan.pulls().size());
    }

    @Test
    void aTableThatNothingPullsIsNotClaimed() {
        Plan plan = orders().where("orders", "x", OptionalLong.empty()).plan();
        assertInstanceOf(Identity.Unneeded.class, table(plan, "orders").identity());
        assertInstanceOf(Identity.ByKey.class, table(plan, "customers").identity());
    }

    @Test
    void keysStandFirstInTheLine() {
        Plan plan = orders().where("orders", "x", OptionalLong.empty()).plan();
        TablePlan orders = table(plan, "orders");
        assertEquals(
                List.of("customer_id", "promo", "id", "note"),
                orders.columns().stream().map(output -> output.column().name()).toList());
        assertEquals(List.of(0), orders.wants().get(0).key().fields());
        assertEquals(List.of(1), orders.wants().get(1).key().fields());
    }

    @Test
    void aKeyWhoseLineTextIsNotItsKeyTextIsCarried() {
        Plan plan = new Shop()
                .table("p", List.of("k"), "k float")
                .table("c", List.of("id"), "id int", "k float")
                .reference("c", "k", "p", "k")
                .rule("c", "full")
                .plan();
        TablePlan child = table(plan, "c");
        assertEquals(1, child.carried().size());
        assertInstanceOf(Carried.KeyField.class, child.carried().get(0));
        assertEquals(List.of(0), child.wants().get(0).key().fields());
    }

    @Test
    void aCopiedKeyIsNotAskedForWhereEqualBytesAreEqualKeys() {
        Plan plan = orders().where("orders", "x", OptionalLong.empty()).plan();
        Identity.ByKey identity = (Identity.ByKey) table(plan, "customers").identity();
        assertEquals(identity.key().space(), plan.pulls().get(0).space());
    }

    @Test
    void keysOfAnotherCharsetHaveASpaceOfTheirOwn() {
        Plan plan = new Shop()
                .table("p", List.of("k"), "k varchar:utf8mb4")
                .table("c", List.of("id"), "id int", "k varchar:latin1")
                .reference("c", "k", "p", "k")
                .rule("c", "full")
                .plan();
        Identity.ByKey identity = (Identity.ByKey) table(plan, "p").identity();
        assertTrue(!identity.key().space().equals(plan.pulls().get(0).space()));
    }

    @Test
    void aReferenceToColumnsThatAreNotUniqueIsAlwaysAsked() {
        Plan plan = new Shop()
                .table("p", List.of("id"), "id int", "k int")
                .table("c", List.of("id"), "id int", "k int")
                .reference("c", "k", "p", "k")
                .rule("c", "full")
                .plan();
        assertTrue(table(plan, "p").copied().isEmpty());
        assertTrue(plan.pulls().get(0).space().name().contains("asked"));
    }

    @Test
    void joinsOfJoinsComeLevelByLevel() {
        Plan plan = orders().where("customers", "x", OptionalLong.empty())
                .join("orders", "customers", "customer_id", Of.SELECTED)
                .join("items", "orders", "order_id", Of.SELECTED)
                .plan();
        assertEquals(2, plan.joinLevels());
        assertEquals(TableName.of("orders"), plan.joins(1).get(0).to());
        assertEquals(TableName.of("items"), plan.joins(2).get(0).to());
        assertEquals(
                Want.Trigger.SELECTED, table(plan, "customers").wants().get(0).trigger());
    }

    @Test
    void aJoinOfCopiedRowsBelongsToTheTraversalWithEverythingBelowIt() {
        Plan plan = orders().rule("items", "full")
                .join("orders", "customers", "customer_id", Of.COPIED)
                .plan();
        assertEquals(0, plan.joinLevels());
        assertEquals(1, plan.joins(0).size());
    }

    @Test
    void aJoinToATableWithoutSelectedRowsOffersCopied() {
        assertRefused("of: copied", orders().join("orders", "customers", "customer_id", Of.SELECTED));
    }

    @Test
    void joinCyclesAreRefused() {
        Shop shop = new Shop()
                .table("a", List.of("id"), "id int", "b int")
                .table("b", List.of("id"), "id int", "a int")
                .reference("a", "b", "b", "id")
                .reference("b", "a", "a", "id")
                .join("a", "b", "b", Of.SELECTED)
                .join("b", "a", "a", Of.SELECTED);
        assertRefused("cycle", shop);
    }

    @Test
    void aJoinOverAnyColumnGoesToTheParentsId() {
        Plan plan = new Shop()
                .table("p", List.of("code"), "code varchar", "id int")
                .table("c", List.of("id"), "id int", "x int")
                .rule("p", "full")
                .join("c", "p", "x", Of.SELECTED)
                .plan();
        assertEquals(List.of("id"), plan.joins().get(0).fromColumns());
        assertTrue(plan.pulls().isEmpty(), "such a join is followed one way only");
        assertEquals(1, plan.notices().size());
    }

    @Test
    void aLimitIsOrderedByTheKeyToo() {
        Plan plan = orders().where("items", "x", OptionalLong.of(5)).plan();
        Selection.Scan scan = (Selection.Scan) table(plan, "items").selection();
        assertEquals(List.of("[items].[order_id]", "[items].[n]"), scan.orderBy());
    }

    @Test
    void aCutReferenceIsNotFollowed() {
        Plan plan = orders().where("orders", "x", OptionalLong.empty())
                .treat("orders", "promo", Treatment.CUT)
                .plan();
        assertEquals(1, plan.pulls().size());
        assertEquals(3, plan.references().size(), "all references of the catalog");
    }

    @Test
    void setNullWritesNull() {
        Plan plan = orders().where("orders", "x", OptionalLong.empty())
                .treat("orders", "promo", Treatment.SET_NULL)
                .plan();
        assertEquals(
                Optional.of("NULL"),
                table(plan, "orders").columns().stream()
                        .filter(output -> output.column().name().equals("promo"))
                        .findFirst()
                        .get()
                        .expression());
    }

    @Test
    void setNullOfANotNullColumnIsRefused() {
        assertRefused(
                "NOT NULL",
                orders().where("orders", "x", OptionalLong.empty()).treat("orders", "customer_id", Treatment.SET_NULL));
    }

    @Test
    void aConditionOfAReferenceIsCarried() {
        Plan plan = new Shop()
                .table("posts", List.of("id"), "id int")
                .table("comments", List.of("id"), "id int", "kind varchar", "on_id int")
                .virtual("comments", "on_id", "posts", "%table_name%.kind = 'Post'")
                .rule("comments", "full")
                .plan();
        TablePlan comments = table(plan, "comments");
        assertEquals(List.of(new Carried.Condition("[comments].kind = 'Post'")), comments.carried());
        assertEquals(OptionalInt.of(0), comments.wants().get(0).conditionField());
        assertEquals(List.of(1), comments.wants().get(0).key().fields());
    }

    @Test
    void aMaskedKeyIsRefused() {
        assertRefused(
                "part of a key or a reference", orders().rule("orders", "full").mask("customers", "id", "7"));
    }

    @Test
    void tablesWithoutARuleNeedADefault() {
        Refusal refusal = assertThrows(
                Refusal.class, () -> orders().rule("orders", "full").planWithoutDefault());
        assertTrue(refusal.getMessage().contains("customers, items, promos"), refusal.getMessage());
    }

    @Test
    void everyProblemIsReportedAtOnceWithTheNearestName() {
        Refusal refusal = assertThrows(Refusal.class, () -> orders().rule("order", "full")
                .rule("items", "ful")
                .rule("promos", "full")
                .mask("customers", "nam", "1")
                .plan());
        assertEquals(3, refusal.problems().size(), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("Did you mean \"orders\"?"));
        assertTrue(refusal.getMessage().contains("Did you mean \"full\"?"));
    }

    @Test
    void onlyTheNamedTablesChooseRows() {
        Plan plan = orders().rule("orders", "full").rule("items", "full").plan("orders");
        assertEquals(List.of(TableName.of("items")), plan.untouched());
    }

    @Test
    void skipChoosesNothingButReferencesStillPull() {
        Plan plan = orders().rule("orders", "full").rule("customers", "skip").plan();
        assertInstanceOf(Selection.None.class, table(plan, "customers").selection());
        assertEquals(2, plan.pulls().size());
    }

    @Test
    void aTableWithoutAKeyIsClaimedByContentWhereRowsMayComeTwice() {
        Plan plan = new Shop()
                .table("p", List.of(), "k int")
                .table("c", List.of("id"), "id int", "k int")
                .reference("c", "k", "p", "k")
                .rule("c", "full")
                .rule("p", "full")
                .plan();
        assertInstanceOf(Identity.ByContent.class, table(plan, "p").identity());
    }

    @Test
    void aLimitOnAJoinOfCopiedRowsIsRefused() {
        assertRefused(
                "per_parent",
                orders().rule("items", "full")
                        .join("orders", "customers", "customer_id", Of.COPIED, OptionalLong.of(3)));
    }
}
