package io.tranche.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Reference;
import io.tranche.catalog.Reference.Origin;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.config.SyncStrategy;
import io.tranche.config.SyncStrategy.Checksum;
import io.tranche.config.SyncStrategy.Method;
import io.tranche.config.SyncStrategy.Partitions;
import io.tranche.config.SyncStrategy.Shared;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PartitionAdviceTest {
    private static final TableName SALES = TableName.of("sales");
    private static final Map<TableName, List<List<String>>> INDEXED = Map.of(
            SALES, List.of(List.of("id"), List.of("shop_id", "id"), List.of("customer_id"), List.of("brand_id")));

    private static final Catalog CATALOG = new Catalog(
            "shop",
            "",
            Map.of(
                    SALES,
                    table("sales", 900),
                    TableName.of("shops"),
                    table("shops", 60),
                    TableName.of("brands"),
                    table("brands", 5),
                    TableName.of("customers"),
                    table("customers", 500_000)),
            List.of(
                    reference("brand_id", "brands"),
                    reference("shop_id", "shops"),
                    reference("customer_id", "customers")),
            List.of());

    @Test
    void namesTheFinestColumnWhoseValuesStandForManyRows() {
        String advice = advice(INDEXED).of(SALES, Checksum.PLAIN, 1_000_000).orElseThrow();
        assertTrue(advice.contains("`sales: {partitioned_by: shop_id}`"), advice);
        assertTrue(advice.startsWith("sales has 1,000,000 rows,"), advice);
    }

    @Test
    void saysNothingOfTablesBelowTheThreshold() {
        assertEquals(Optional.empty(), advice(INDEXED).of(SALES, Checksum.PLAIN, 999_999));
    }

    @Test
    void saysNothingOfColumnsWithoutAnIndex() {
        assertEquals(Optional.empty(), advice(Map.of()).of(SALES, Checksum.PLAIN, 1_000_000));
    }

    @Test
    void saysNothingOfTablesThatAreNotComparedWhole() {
        Checksum partitioned =
                new Checksum(OptionalInt.empty(), Method.AUTO, Optional.of(new Partitions("shop_id", Shared.COMPARED)));
        assertEquals(Optional.empty(), advice(INDEXED).of(SALES, partitioned, 1_000_000));
        assertEquals(Optional.empty(), advice(INDEXED).of(SALES, new SyncStrategy.Replace(), 1_000_000));
    }

    private static PartitionAdvice advice(Map<TableName, List<List<String>>> indexes) {
        return new PartitionAdvice(CATALOG, indexes, 1_000_000);
    }

    private static Table table(String name, long rows) {
        return new Table(TableName.of(name), Table.Kind.BASE, List.of(), List.of(), rows, -1, Map.of());
    }

    private static Reference reference(String column, String parent) {
        return new Reference(
                "fk_" + column,
                SALES,
                List.of(column),
                TableName.of(parent),
                List.of("id"),
                Origin.DECLARED,
                Optional.empty());
    }
}
