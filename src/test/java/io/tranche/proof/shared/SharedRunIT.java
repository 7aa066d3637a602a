package io.tranche.proof.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.proof.model.Case;
import io.tranche.proof.model.TableShape;
import io.tranche.proof.random.RandomCase;
import io.tranche.proof.site.Contents;
import io.tranche.proof.site.Databases;
import io.tranche.proof.site.Databases.TargetTables;
import io.tranche.proof.site.SchemaYaml;
import io.tranche.proof.site.Slicing;
import io.tranche.report.SliceReport;
import io.tranche.run.Helpers;
import io.tranche.run.SliceRequest;
import io.tranche.run.SliceRun;
import io.tranche.run.Surroundings;
import io.tranche.testing.EmbeddedRedis;
import io.tranche.testing.Jvm;
import io.tranche.testing.OnEachServer;
import io.tranche.testing.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

class SharedRunIT {
    /** Cases with joins, composite keys and texts among them. */
    private static final List<Long> SEEDS = List.of(3L, 7L);

    @TempDir
    Path folder;

    @OnEachServer
    void twoProcessesGiveTheRowsThatOneGives(TestServer server) throws SQLException, IOException {
        int units = 0;
        for (long seed : SEEDS) {
            units += compare(server, RandomCase.of(seed, server.vendor()), seed);
        }
        assertTrue(units > 3 * SEEDS.size(), units + " units were shared");
    }

    private int compare(TestServer server, Case given, long seed) throws SQLException, IOException {
        Databases databases = new Databases(server, "shared_source", "shared_target");
        databases.fill(given, TargetTables.WITHOUT_FOREIGN_KEYS);
        Slicing slicing = Slicing.of(folder, databases, Slicing.PLAIN)
                .withRedis(EmbeddedRedis.sharedPort().orElseThrow());
        SliceReport alone = slicing.run(SchemaYaml.of(given)).success();
        Map<String, Object> expected = contents(databases, given);
        assertFalse(expected.isEmpty());

        Set<String> others = keysInRedis();
        try (Team team = new Team(folder, 2)) {
            SliceReport together = new SliceRun(overwriting(), surroundings()).share(team);

            assertEquals(expected, contents(databases, given), "seed " + seed);
            assertEquals(counts(alone), counts(together), "seed " + seed);
            assertEquals(alone.verification(), together.verification(), "seed " + seed);
            Set<String> left = keysInRedis();
            left.removeAll(others);
            assertEquals(Set.of(), left, "keys of a run that has ended");
            return team.units;
        }
    }

    /** Runs that were killed by other tests leave some, until they expire. */
    private static Set<String> keysInRedis() {
        try (Jedis redis = new Jedis("127.0.0.1", EmbeddedRedis.sharedPort().orElseThrow())) {
            return new HashSet<>(redis.keys("tranche:*"));
        }
    }

    private static Map<String, Object> contents(Databases databases, Case given) throws SQLException {
        Map<String, Object> contents = new LinkedHashMap<>();
        for (TableShape table : given.tables()) {
            contents.put(table.name(), new Contents(databases, given).found(table));
        }
        return contents;
    }

    private static List<String> counts(SliceReport report) {
        return report.tables().stream()
                .map(line -> line.table() + " " + line.selected() + " " + line.pulled())
                .toList();
    }

    private SliceRequest overwriting() {
        return new SliceRequest(
                List.of("source"),
                Optional.of("target"),
                Optional.of(folder.resolve("config.yml")),
                folder.resolve("schema.yml"),
                List.of(),
                Map.of(),
                OptionalInt.of(2),
                Slicing.OVERWRITE);
    }

    private Surroundings surroundings() {
        return new Surroundings(Map.of(), folder, event -> {}, (lines, question) -> Optional.empty());
    }

    /** JVMs that take turns; within a wave they work side by side. */
    private static final class Team implements Helpers, AutoCloseable {
        private final Path folder;
        private final int size;
        private final List<Process> processes = new ArrayList<>();
        private int units;

        Team(Path folder, int size) {
            this.folder = folder;
            this.size = size;
        }

        @Override
        public void begin(String plan) {
            try {
                Files.writeString(folder.resolve("plan.json"), plan);
                for (int i = 0; i < size; i++) {
                    processes.add(Jvm.of(HelperProcess.class.getName(), folder.toString())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void carryOut(List<String> wave) {
            try {
                for (int i = 0; i < wave.size(); i++) {
                    Writer input = processes.get(i % size).outputWriter(StandardCharsets.UTF_8);
                    input.write(wave.get(i) + "\n");
                    input.flush();
                }
                for (int i = 0; i < wave.size(); i++) {
                    BufferedReader answers = processes.get(i % size).inputReader(StandardCharsets.UTF_8);
                    assertEquals("done", answers.readLine(), wave.get(i));
                }
                units += wave.size();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            for (Process process : processes) {
                process.outputWriter(StandardCharsets.UTF_8).close();
                process.onExit().join();
            }
        }
    }
}
