package io.tranche.diff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.row.KeyBatch;
import io.tranche.row.LongKeys;
import io.tranche.row.TextKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeyLogTest {
    private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"));

    private static Set<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return new HashSet<>(
                    files.filter(file -> file.toString().endsWith(".keys")).toList());
        }
    }

    private static Path spilled(Set<Path> before) throws IOException {
        Set<Path> now = files();
        now.removeAll(before);
        assertEquals(1, now.size(), "one file for its keys");
        return now.iterator().next();
    }

    @Test
    void numbersThatOutgrowMemoryComeBackInTheirOrder() throws IOException {
        Set<Path> before = files();
        long[] keys = new Random(7).longs(1_000).toArray();
        keys[3] = Long.MIN_VALUE;
        keys[4] = Long.MAX_VALUE;
        List<Long> back = new ArrayList<>();
        Path file;
        try (KeyLog log = new KeyLog(true, new Scratch(100, Scratch.FILES.place()))) {
            log.addAll(LongKeys.wrap(keys, keys.length));
            file = spilled(before);
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertEquals(1_000, log.size());
            for (int round = 0; round < 2; round++) {
                back.clear();
                log.forEach(7, batch -> {
                    assertTrue(batch.size() <= 7);
                    for (int i = 0; i < batch.size(); i++) {
                        back.add(((LongKeys) batch).get(i));
                    }
                });
            }
        }
        assertArrayEquals(keys, back.stream().mapToLong(Long::longValue).toArray());
        assertTrue(Files.notExists(file));
    }

    @Test
    void textsThatOutgrowMemoryComeBackInTheirOrder() throws IOException {
        Set<Path> before = files();
        List<String> keys = new ArrayList<>(List.of("", "\t\\N\n", "é"));
        new Random(8).ints(500, 0, 90).forEach(length -> keys.add("k".repeat(length) + keys.size()));
        List<String> back = new ArrayList<>();
        try (KeyLog log = new KeyLog(false, new Scratch(200, Scratch.FILES.place()))) {
            for (String key : keys) {
                KeyBatch one = TextKeys.of(List.of(key.getBytes(StandardCharsets.UTF_8)));
                log.add(one, 0);
            }
            spilled(before);
            log.forEach(11, batch -> {
                for (int i = 0; i < batch.size(); i++) {
                    back.add(new String(((TextKeys) batch).get(i), StandardCharsets.UTF_8));
                }
            });
        }
        assertEquals(keys, back);
        assertEquals(before, files());
    }
}
