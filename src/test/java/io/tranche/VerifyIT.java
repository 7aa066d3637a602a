package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.report.SliceReport.OrphanLine;
import io.tranche.report.VerifyReport;
import io.tranche.report.VerifyReport.RowsLine;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** {@code tranche verify} on slices that somebody has changed since. */
class VerifyIT {
    private static final String RULES =
            """
            default: upon_request
            tables:
              orders: {where: id <= 20}
              customers: {mask: {email: "'x'"}}
            """;

    @TempDir
    Path folder;

    /** A slice without foreign keys, as `slice --copy-schema` leaves it. */
    private SliceScene sliced(TestServer server) throws SQLException, IOException {
        SliceScene scene = new SliceScene(server, folder)
                .source(
                        "CREATE TABLE customers (id INT PRIMARY KEY, email VARCHAR(50), name VARCHAR(20))",
                        "CREATE TABLE orders (id INT PRIMARY KEY, customer_id INT, total DECIMAL(10, 2),"
                                + " KEY (customer_id), FOREIGN KEY (customer_id) REFERENCES customers (id))",
                        "INSERT INTO customers VALUES (1, 'a@x', 'Ann'), (2, 'b@x', 'Bob'), (3, 'c@x', 'Cy')",
                        "INSERT INTO orders VALUES (10, 1, 1.50), (20, 2, 2.50), (30, 3, 3.50)")
                .rules(RULES)
                .with(SliceScene.Asked.COPY_SCHEMA);
        scene.slice();
        return scene;
    }

    @OnEachServer
    void provesAnUntouchedSlice(TestServer server) throws SQLException, IOException {
        VerifyReport report = sliced(server).verify();

        assertFalse(report.hasFaults(), report.toString());
        assertEquals(1, report.references().size());
        assertEquals(4, report.rows().stream().mapToLong(RowsLine::compared).sum());
        assertEquals(List.of(), report.warnings(), "a masked column differs on purpose");
    }

    @OnEachServer
    void findsAParentThatWasDeleted(TestServer server) throws SQLException, IOException {
        VerifyReport report =
                sliced(server).target("DELETE FROM customers WHERE id = 2").verify();

        assertTrue(report.hasFaults());
        assertEquals(1, report.references().stream().filter(OrphanLine::isFault).count());
    }

    @OnEachServer
    void findsAValueThatWasChangedAndARowOfSomebodyElse(TestServer server) throws SQLException, IOException {
        VerifyReport report = sliced(server)
                .target("UPDATE orders SET total = 2.51 WHERE id = 20", "INSERT INTO orders VALUES (99, 1, 0)")
                .verify();

        RowsLine orders = line(report, "orders");
        assertEquals(1, orders.different());
        assertEquals(1, orders.notInSource());
    }

    @OnEachServer
    void saysWhatItDidNotCompare(TestServer server) throws SQLException, IOException {
        VerifyReport report = sliced(server)
                .target("ALTER TABLE orders ADD note VARCHAR(10)", "CREATE TABLE mine (id INT PRIMARY KEY)")
                .verify();

        says(report, "orders.note was not compared");
        says(report, "mine was not compared: it is not in prod");
    }

    @OnEachServer
    void comparesOnlyTheTablesAskedFor(TestServer server) throws SQLException, IOException {
        VerifyReport report = sliced(server)
                .target("UPDATE orders SET total = 2.51 WHERE id = 20")
                .onlyTables("customers")
                .verify();

        assertEquals(
                List.of("customers"),
                report.rows().stream().map(RowsLine::table).toList());
    }

    @OnEachServer
    void withoutForeignKeysAndSourceItSaysThatThereIsNothingToProve(TestServer server)
            throws SQLException, IOException {
        says(sliced(server).rules("default: upon_request").from("").verify(), "nothing to check");
    }

    private static RowsLine line(VerifyReport report, String table) {
        return report.rows().stream()
                .filter(row -> row.table().equals(table))
                .findFirst()
                .orElseThrow();
    }

    private static void says(VerifyReport report, String words) {
        assertTrue(
                report.warnings().stream().anyMatch(warning -> warning.contains(words)),
                () -> "nothing says \"" + words + "\": " + report.warnings());
    }
}
