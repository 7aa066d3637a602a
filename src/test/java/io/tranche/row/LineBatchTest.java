package io.tranche.row;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineBatchTest {
    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    static LineBatch batch(String... lines) {
        LineBatch batch = new LineBatch(8);
        for (String line : lines) {
            byte[] bytes = bytes(line);
            batch.line(bytes, 0, bytes.length);
        }
        return batch;
    }

    private static List<String> lines(LineBatch batch) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < batch.rows(); row++) {
            lines.add(new String(batch.bytes(), batch.start(row), batch.end(row) - batch.start(row), ISO_8859_1));
        }
        return lines;
    }

    @Test
    void escapesOnlyTabNewlineAndBackslash() {
        LineBatch batch = new LineBatch(1);
        batch.field(bytes("a\tb\nc\\d\re\0f"));
        batch.field(null);
        batch.field(bytes("\\N"));
        batch.field(bytes(""));
        batch.endLine();
        assertEquals(List.of("a\\tb\\nc\\\\d\re\0f\t\\N\t\\\\N\t\n"), lines(batch));
    }

    @Test
    void everyByteComesBackFromAField() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            byte[] value = new byte[random.nextInt(600)];
            random.nextBytes(value);
            LineBatch batch = new LineBatch(4);
            batch.field(value);
            batch.endLine();
            assertArrayEquals(value, Escapes.unescape(batch.bytes(), batch.start(0), batch.end(0) - 1));
        }
    }

    @Test
    void cutsCarriedFieldsEvenWhenNothingIsLeft() {
        LineBatch batch = batch("k\tcond\ta\tb", "\\N\t1\tc\t");
        batch.cut(2);
        assertEquals(List.of("a\tb\n", "c\t\n"), lines(batch));
        batch.cut(1);
        assertEquals(List.of("b\n", "\n"), lines(batch));
        batch.cut(1);
        assertEquals(List.of("\n", "\n"), lines(batch));
    }

    @Test
    void keepsTheChosenRowsInTheirOrder() {
        LineBatch batch = batch("0", "1", "2", "3", "4");
        BitSet keep = new BitSet();
        keep.set(1);
        keep.set(4);
        keep.set(99);
        batch.keep(keep);
        assertEquals(List.of("1\n", "4\n"), lines(batch));
    }

    @Test
    void growsOverManyRows() {
        LineBatch batch = new LineBatch(1);
        for (int i = 0; i < 5000; i++) {
            batch.field(bytes(Integer.toString(i)));
            batch.field(bytes("x"));
            batch.endLine();
        }
        assertEquals(5000, batch.rows());
        assertEquals("4999\tx\n", lines(batch).get(4999));
    }
}
