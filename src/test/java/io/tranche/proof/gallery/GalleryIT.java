package io.tranche.proof.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.Vendor;
import io.tranche.proof.site.Databases;
import io.tranche.proof.site.Slicing;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/** Whole slices of databases with everything odd: no row more than the server's own joins say, none fewer, no byte different. */
class GalleryIT {
    private static final String SOURCE = "gallery_source";
    private static final String TARGET = "gallery_target";
    private static final String ELSEWHERE = "gallery_elsewhere";

    /** References between columns that no foreign key may join. */
    private static final List<String> DIFFERENT = List.of(
            "child_different.small → different_parent.id",
            "child_different.signed → different_parent.id",
            "child_different.text → different_parent.code",
            "child_different.latin → different_parent.code",
            "child_different.bin → different_parent.code",
            "child_different.amount → different_parent.amount",
            "child_different.whole → different_parent.amount",
            "child_different.day → different_parent.moment",
            "child_different.moment → different_parent.moment");

    private static final List<String> ENGINES = List.of(
            "child_parted.other → parted.id",
            "child_isam.p → isam.id",
            "child_isam.p → memory_one.id",
            "child_isam.p → isam_without_key.p",
            "child_computed.v → computed_parent.s",
            "child_computed.s → computed_parent.id");

    private static final List<String> MARIADB_ENGINES =
            List.of("child_aria.p → isam.id", "child_versioned.p → versioned_parent.id");

    @TempDir
    Path folder;

    private enum Loading {
        LOAD_DATA,
        INSERT
    }

    @OnEachServer
    void findsTheRowsOfEveryKindOfKey(TestServer server) throws SQLException, IOException {
        server.createDatabase(SOURCE);
        KeyTables.create(server, SOURCE);
        SqlFile.read("keys.sql").run(server, SOURCE);
        assertExact(server, DIFFERENT, Loading.LOAD_DATA);
        assertExact(server, DIFFERENT, Loading.INSERT);
    }

    @OnEachServer
    void copiesTablesOfEveryNameAndEngine(TestServer server) throws SQLException, IOException {
        server.createDatabase(SOURCE);
        SqlFile.read("tables.sql").run(server, SOURCE);
        List<String> virtual = new ArrayList<>(ENGINES);
        if (server.vendor() == Vendor.MARIADB) {
            virtual.addAll(MARIADB_ENGINES);
        }
        List<String> notices = assertExact(server, virtual, Loading.LOAD_DATA);
        assertExact(server, virtual, Loading.INSERT);

        if (server.vendor() == Vendor.MARIADB) {
            assertTrue(
                    notices.stream().anyMatch(text -> text.contains("child_versioned is system-versioned")),
                    notices.toString());
            long next = Long.parseLong(server.value(TARGET, "SELECT NEXTVAL(numbers)"));
            assertTrue(next > 120, "the sequence goes on at " + next);
        }
    }

    /** Slices twice the same way, so that counters and leftovers of the first time show. @return what the user was told */
    private List<String> assertExact(TestServer server, List<String> references, Loading loading)
            throws SQLException, IOException {
        List<Closure.Pointer> virtual =
                references.stream().map(Closure.Pointer::of).toList();
        Map<String, Set<Long>> expected = Closure.of(server, SOURCE, virtual);
        server.createDatabase(TARGET);
        Databases databases = new Databases(server, SOURCE, TARGET);
        Slicing.Outcome outcome;
        if (loading == Loading.INSERT) {
            server.execute("", "SET GLOBAL local_infile = OFF");
        }
        try {
            outcome = Slicing.of(folder, databases, Slicing.COPY_SCHEMA).run(rules(expected.keySet(), virtual));
        } finally {
            server.execute("", "SET GLOBAL local_infile = ON");
        }
        outcome.success();
        Map<String, List<String>> wanted = new TreeMap<>();
        Map<String, List<String>> found = new TreeMap<>();
        for (Map.Entry<String, Set<Long>> table : expected.entrySet()) {
            wanted.put(table.getKey(), new ExactRows(server, SOURCE).of(table.getKey(), table.getValue()));
            found.put(table.getKey(), new ExactRows(server, TARGET).all(table.getKey()));
        }
        List<String> differences = wanted.keySet().stream()
                .filter(table -> !wanted.get(table).equals(found.get(table)))
                .map(table -> table + ": expected " + wanted.get(table) + ", found " + found.get(table))
                .toList();
        assertEquals("", String.join("\n", differences), loading.toString());
        return outcome.notices();
    }

    private static String rules(Set<String> tables, List<Closure.Pointer> virtual) {
        String chosen = tables.stream()
                .filter(table -> table.startsWith("child"))
                .map(table ->
                        "  '" + table.replace("'", "''") + "': {where: \"" + Closure.RULE.replace("%", "%%") + "\"}\n")
                .collect(Collectors.joining());
        String references = virtual.stream()
                .map(pointer -> "  - {from: '" + pointer.child() + "."
                        + pointer.columns().get(0) + "', to: '" + pointer.parent() + "."
                        + pointer.parentColumns().get(0) + "'}\n")
                .collect(Collectors.joining());
        return "default: upon_request\ntables:\n" + chosen + "references:\n" + references;
    }

    @OnEachServer
    void saysWhatIsInAnotherDatabaseOfTheServer(TestServer server) throws SQLException, IOException {
        server.createDatabase(ELSEWHERE);
        server.createDatabase(SOURCE);
        server.createDatabase(TARGET);
        server.execute(
                ELSEWHERE, "CREATE TABLE countries (id INT PRIMARY KEY)", "INSERT INTO countries VALUES (1), (2)");
        server.execute(
                SOURCE,
                "CREATE TABLE child_far (id INT PRIMARY KEY, row_no INT, country INT, FOREIGN KEY (country) REFERENCES "
                        + ELSEWHERE + ".countries (id))",
                "INSERT INTO child_far VALUES (1, 0, 1), (2, 1, 2)");

        Slicing.Outcome outcome = Slicing.of(folder, new Databases(server, SOURCE, TARGET), Slicing.COPY_SCHEMA)
                .run(rules(Set.of("child_far"), List.of()));

        outcome.success();
        assertEquals(1, new ExactRows(server, TARGET).all("child_far").size());
        List<String> told = outcome.notices().stream()
                .filter(text -> text.contains("countries"))
                .toList();
        assertFalse(told.isEmpty(), outcome.notices().toString());
    }
}
