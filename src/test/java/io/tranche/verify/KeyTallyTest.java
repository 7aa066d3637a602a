package io.tranche.verify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.row.LongKeys;
import io.tranche.row.TextKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyTallyTest {
    @Test
    void countsRowsPerIntegerKeyUpTo64Bits() {
        LongKeys keys = LongKeys.of(-1, 5, -1, Long.MIN_VALUE);
        KeyTally tally = new KeyTally(true);
        for (int i = 0; i < keys.size(); i++) {
            tally.add(keys, i);
        }

        assertEquals(3, tally.distinct());
        assertEquals(4, tally.rows());
        assertArrayEquals(new long[] {-1, 5, Long.MIN_VALUE}, ((LongKeys) tally.keys()).toArray());
        assertEquals(2, tally.rowsOf(LongKeys.of(-1, 6)));
        assertTrue(tally.contains(LongKeys.of(5), 0));
    }

    @Test
    void takesTextsThatDifferInBytesForDifferentKeys() {
        TextKeys keys = texts("a\tb", "A\tb", "a\tb");
        KeyTally tally = new KeyTally(false);
        for (int i = 0; i < keys.size(); i++) {
            tally.add(keys, i);
        }

        assertEquals(2, tally.distinct());
        assertEquals(2, tally.rowsOf(texts("a\tb")));
        assertFalse(tally.contains(texts("a\tB"), 0));
        assertArrayEquals(bytes("A\tb"), ((TextKeys) tally.keys()).get(1));
    }

    private static TextKeys texts(String... keys) {
        return TextKeys.of(List.of(keys).stream().map(KeyTallyTest::bytes).toList());
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
