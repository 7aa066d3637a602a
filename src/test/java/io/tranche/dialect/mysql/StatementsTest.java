package io.tranche.dialect.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Vendor;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StatementsTest {
    private static final Qualifiers SHOP = new Qualifiers(
            new ServerFacts("shop", Vendor.MYSQL, "8.0.15", 80015, ServerFacts.TableNames.CASE_SENSITIVE),
            Set.of("orders", "total", "s", "shop"));

    @Test
    void takesDefinersOutOfHeadersOnly() {
        assertEquals(
                "CREATE PROCEDURE `p`() SELECT 'DEFINER=`a`@`b`'",
                Statements.withoutDefiner("CREATE DEFINER=`o``k`@`%` PROCEDURE `p`() SELECT 'DEFINER=`a`@`b`'", ""));
        assertEquals(
                "CREATE FUNCTION \"f\"() RETURNS INT RETURN 1",
                Statements.withoutDefiner(
                        "CREATE DEFINER=\"root\"@\"localhost\" FUNCTION \"f\"() RETURNS INT RETURN 1", "ANSI_QUOTES"));
        assertEquals(
                "CREATE ALGORITHM=MERGE SQL SECURITY INVOKER VIEW `v` AS select 1",
                Statements.withoutDefiner(
                        "CREATE ALGORITHM=MERGE DEFINER=`a_role` SQL SECURITY INVOKER VIEW `v` AS select 1", ""));
        String without = "CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW SET @definer = 1";
        assertEquals(without, Statements.withoutDefiner(without, ""));
    }

    @Test
    void disablesEventsByTheirStateAndNotByTheirText() {
        assertEquals(
                "CREATE EVENT `e` ON SCHEDULE EVERY 1 DAY ON COMPLETION NOT PRESERVE DISABLE COMMENT 'ENABLE' DO x",
                Statements.disabledEvent(
                        "CREATE EVENT `e` ON SCHEDULE EVERY 1 DAY ON COMPLETION NOT PRESERVE ENABLE"
                                + " COMMENT 'ENABLE' DO x",
                        ""));
    }

    @Test
    void takesTheDatabaseOutWhereItCanBeNothingElse() {
        assertEquals(
                "select `orders`.`id`,`total`(`shop`.`id`) from (`orders` join `shop` on((`shop`.`id` = 1)))",
                SHOP.strip(
                        "select `shop`.`orders`.`id`,`shop`.`total`(`shop`.`id`) from (`shop`.`orders` join"
                                + " `shop`.`shop` on((`shop`.`id` = 1)))",
                        ""));
        assertEquals("select nextval(`s`)", SHOP.strip("select nextval(`shop`.`s`)", ""));
        String text = "select 'shop.orders', `other`.`orders`.`id` from `other`.`orders` -- shop.orders";
        assertEquals(text, SHOP.strip(text, ""));
        assertTrue(SHOP.mentions("select shop.orders.id", ""));
    }

    @Test
    void choosesTheCollationThatComparesMostAlike() {
        Collations mariaDb = new Collations(
                Set.of("utf8mb4_uca1400_nopad_ai_ci", "utf8mb4_uca1400_nopad_as_cs", "utf8mb4_bin", "utf8mb3_bin"));
        Collations oldMariaDb = new Collations(Set.of("utf8mb4_unicode_520_ci", "utf8mb4_general_ci", "utf8mb4_bin"));
        Collations mySql = new Collations(Set.of("utf8mb4_0900_ai_ci", "utf8mb4_0900_as_cs", "utf8_general_ci"));

        assertEquals(Optional.of("utf8mb4_uca1400_nopad_ai_ci"), mariaDb.nearest("utf8mb4_0900_ai_ci"));
        assertEquals(Optional.of("utf8mb4_uca1400_nopad_as_cs"), mariaDb.nearest("utf8mb4_0900_as_cs"));
        assertEquals(Optional.of("utf8mb4_bin"), mariaDb.nearest("utf8mb4_0900_bin"));
        assertEquals(Optional.of("utf8mb4_unicode_520_ci"), oldMariaDb.nearest("utf8mb4_0900_ai_ci"));
        assertEquals(Optional.of("utf8mb4_bin"), oldMariaDb.nearest("utf8mb4_0900_as_cs"));
        assertEquals(Optional.of("utf8mb4_0900_ai_ci"), mySql.nearest("utf8mb4_uca1400_ai_ci"));
        assertEquals(Optional.of("utf8_general_ci"), mySql.nearest("utf8mb3_general_ci"));
        assertEquals(Optional.empty(), mySql.nearest("gbk_chinese_ci"));
    }
}
