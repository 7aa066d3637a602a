package io.tranche.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowSortTest {
    /** In memory alone; in one file; in more files than are read at once. */
    @ParameterizedTest
    @ValueSource(ints = {1 << 24, 60_000, 1_000})
    void givesAllRowsBackInTheOrderOfTheirKeys(int mostBytes) {
        Random random = new Random(mostBytes);
        List<String> expected = new ArrayList<>();
        List<String> sorted = new ArrayList<>();
        List<byte[]> keys = new ArrayList<>();
        try (RowSort sort = new RowSort(mostBytes)) {
            for (int i = 0; i < 1_500; i++) {
                byte[] key = new byte[random.nextInt(4)];
                random.nextBytes(key);
                sort.add(key, new Digest(i, -i));
                expected.add(HexFormat.of().formatHex(key) + " " + i + " " + -i);
            }
            for (Iterator<RowSort.Row> rows = sort.sorted(); rows.hasNext(); ) {
                RowSort.Row row = rows.next();
                keys.add(row.key());
                sorted.add(HexFormat.of().formatHex(row.key()) + " "
                        + row.line().high() + " " + row.line().low());
            }
        }
        for (int i = 1; i < keys.size(); i++) {
            assertTrue(Arrays.compareUnsigned(keys.get(i - 1), keys.get(i)) <= 0, "row " + i);
        }
        expected.sort(null);
        sorted.sort(null);
        assertEquals(expected, sorted);
    }
}
