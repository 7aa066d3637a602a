package io.tranche.proof.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Vendor;
import io.tranche.proof.model.Case;
import io.tranche.proof.model.TableShape;
import io.tranche.proof.random.RandomCase;
import io.tranche.proof.site.Contents;
import io.tranche.proof.site.Databases;
import io.tranche.proof.site.Databases.TargetTables;
import io.tranche.proof.site.SqlSlicer;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

class OracleIT {
    private static final int CASES = Integer.getInteger("tranche.oracle.cases", 16);

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void agreesWithTheServersOwnSql(TestServer server) throws SQLException {
        Databases databases = new Databases(server, "oracle_source", "oracle_target");
        int compared = 0;
        for (long seed = 1; compared < CASES; seed++) {
            Case given = RandomCase.of(seed, server.vendor());
            if (SqlSlicer.knows(given)) {
                databases.fill(given, TargetTables.NONE);
                assertEquals(
                        new SqlSlicer(databases, given).slice(),
                        numbers(given, Oracle.expect(given, Map.of())),
                        "seed " + seed);
                compared++;
            }
        }
    }

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void theServerKeepsEachGeneratedRow(TestServer server) throws SQLException {
        Databases databases = new Databases(server, "oracle_source", "oracle_target");
        for (long seed = 1; seed <= CASES; seed++) {
            Case given = RandomCase.of(seed, server.vendor());
            databases.fill(given, TargetTables.WITH_FOREIGN_KEYS);
            for (TableShape table : given.tables()) {
                int stored = new Contents(databases, given)
                        .expected(table).values().stream()
                                .mapToInt(rows -> rows.size())
                                .sum();
                assertEquals(given.rows().get(table.name()).size(), stored, "seed " + seed + " " + table.name());
                assertTrue(new Contents(databases, given).found(table).isEmpty());
            }
        }
    }

    private static Map<String, Set<Long>> numbers(Case given, Expected expected) {
        return expected.copied().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().stream()
                        .map(position ->
                                given.rows().get(entry.getKey()).get(position).number())
                        .collect(Collectors.toCollection(TreeSet::new))));
    }
}
