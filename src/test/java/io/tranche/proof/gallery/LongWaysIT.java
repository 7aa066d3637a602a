package io.tranche.proof.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Vendor;
import io.tranche.progress.Event;
import io.tranche.proof.site.Databases;
import io.tranche.proof.site.Slicing;
import io.tranche.report.SliceReport;
import io.tranche.testing.EmbeddedRedis;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/**
 * Chains of thousands of rows over a table's reference to itself, which run together, go in circles, or end at a key that no
 * row has, by a key of two columns and a condition of the user's.
 */
class LongWaysIT {
    private static final String SOURCE = "ways_source";
    private static final String TARGET = "ways_target";
    private static final int ROWS = 6_000;
    private static final int STARTS = 7;

    private static final String RULES =
            """
            tables:
              nodes: {where: starts = 1, mask: {note: "'masked'"}}
            references:
              - {from: 'nodes.[up_shop, up_code]', to: 'nodes.[shop, code]', when: "bound = 1"}
            """;

    @TempDir
    Path folder;

    /** What a row points at: another row, nothing (−1), or a key that is not there (−2). */
    private record Node(int up, boolean bound, boolean starts) {}

    @OnEachServer({Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL})
    void copyWhatChainsLeadToAndNothingElse(TestServer server) throws SQLException, IOException {
        for (long seed = 1; seed <= 3; seed++) {
            List<Node> nodes = nodes(new Random(seed));
            fill(server, nodes);
            Slicing slicing = Slicing.of(folder, new Databases(server, SOURCE, TARGET), Slicing.COPY_SCHEMA);
            if (seed == 2 && EmbeddedRedis.sharedPort().isPresent()) {
                slicing = slicing.withRedis(EmbeddedRedis.sharedPort().getAsInt());
            }
            Slicing.Outcome outcome = slicing.run(RULES);
            SliceReport.ReferenceLine line = outcome.success().references().get(0);

            Set<Integer> expected = new TreeSet<>();
            Set<Integer> orphans = new TreeSet<>();
            walk(nodes, expected, orphans);
            assertEquals(expected, copied(server), "seed " + seed);
            assertEquals(orphans.size(), line.sourceOrphans(), "seed " + seed);
            assertTrue(expected.size() > 1_000 && !orphans.isEmpty(), "seed " + seed + " goes no long ways");
            assertTrue(usesRecursion(outcome), "seed " + seed);
        }
    }

    private static boolean usesRecursion(Slicing.Outcome outcome) {
        return outcome.events().stream()
                .anyMatch(event ->
                        event instanceof Event.Detail detail && detail.text().contains("WITH RECURSIVE"));
    }

    /** Mostly a row points at its neighbour: the chains are long, and meet. */
    private static List<Node> nodes(Random random) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            int dice = random.nextInt(4_000);
            int up = i - 1;
            if (dice < 3) {
                up = -1;
            } else if (dice < 6) {
                up = -2;
            } else if (dice < 400) {
                up = Math.max(0, i - 1 - random.nextInt(40));
            } else if (dice == 400) {
                up = Math.min(ROWS - 1, i + random.nextInt(500));
            }
            nodes.add(new Node(i == 0 ? -2 : up, random.nextInt(3_000) > 0, i > 100 && i % (ROWS / STARTS) == 0));
        }
        return nodes;
    }

    private static void walk(List<Node> nodes, Set<Integer> reached, Set<Integer> orphans) {
        for (int start = 0; start < nodes.size(); start++) {
            int at = nodes.get(start).starts() ? start : -1;
            while (at >= 0 && reached.add(at)) {
                Node node = nodes.get(at);
                if (node.bound() && node.up() == -2) {
                    orphans.add(at);
                }
                at = node.bound() ? node.up() : -1;
            }
        }
    }

    private static void fill(TestServer server, List<Node> nodes) throws SQLException {
        server.createDatabase(SOURCE);
        server.createDatabase(TARGET);
        String rows = IntStream.range(0, nodes.size())
                .mapToObj(i -> {
                    Node node = nodes.get(i);
                    String up =
                            switch (node.up()) {
                                case -1 -> "3, NULL";
                                case -2 -> "9, 'gone " + i + "'";
                                default -> key(node.up());
                            };
                    return "(" + i + ", " + key(i) + ", " + up + ", " + (node.bound() ? 1 : 0) + ", "
                            + (node.starts() ? 1 : 0) + ", 'note " + i + "')";
                })
                .collect(Collectors.joining(","));
        server.execute(
                SOURCE,
                """
                CREATE TABLE nodes (n INT NOT NULL, shop INT NOT NULL, code VARCHAR(20) NOT NULL, up_shop INT NOT NULL,
                  up_code VARCHAR(20), bound INT NOT NULL, starts INT NOT NULL, note VARCHAR(20), PRIMARY KEY (shop, code))""",
                "INSERT INTO nodes (n, shop, code, up_shop, up_code, bound, starts, note) VALUES " + rows);
    }

    private static String key(int i) {
        return i % 3 + ", 'code " + i + "'";
    }

    private static Set<Integer> copied(TestServer server) throws SQLException {
        Set<Integer> copied = new TreeSet<>();
        try (Connection connection = server.connection(TARGET);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT n FROM nodes WHERE note = 'masked'")) {
            while (rows.next()) {
                copied.add(rows.getInt(1));
            }
        }
        return copied;
    }
}
