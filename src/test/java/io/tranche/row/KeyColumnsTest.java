package io.tranche.row;

import static io.tranche.row.LineBatchTest.batch;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyColumnsTest {
    private static KeyColumns integer(int field) {
        return new KeyColumns(new int[] {field}, true);
    }

    private static KeyColumns text(int... fields) {
        return new KeyColumns(fields, false);
    }

    @Test
    void readsTheWholeRangeOfSigned64BitIntegers() {
        KeyColumns.Found found = integer(1).read(batch("a\t-9223372036854775808", "b\t9223372036854775807", "c\t-1"));
        assertArrayEquals(new long[] {Long.MIN_VALUE, Long.MAX_VALUE, -1}, ((LongKeys) found.keys()).toArray());
        assertNull(found.rows());
    }

    @Test
    void readsUnsigned64BitIntegersAsBitPatterns() {
        KeyColumns.Found found = integer(0).read(batch("18446744073709551615\tx", "9223372036854775808"));
        assertArrayEquals(new long[] {-1, Long.MIN_VALUE}, ((LongKeys) found.keys()).toArray());
    }

    @Test
    void readsZerofilledIntegersAsTheirValues() {
        assertArrayEquals(
                new long[] {42}, ((LongKeys) integer(0).read(batch("000042")).keys()).toArray());
    }

    @Test
    void leavesOutRowsWhoseKeyIsNull() {
        KeyColumns.Found found = integer(0).read(batch("1", "\\N", "3"));
        assertArrayEquals(new long[] {1, 3}, ((LongKeys) found.keys()).toArray());
        assertEquals(2, found.row(1));
    }

    @Test
    void leavesOutCompositeKeysWithANullPart() {
        KeyColumns.Found found = text(0, 2).read(batch("a\tx\tb", "a\tx\t\\N", "\\N\tx\tb", "\\\\N\tx\tb"));
        assertEquals(2, found.keys().size());
        assertEquals("a\tb", string(found, 0));
        assertEquals("\\\\N\tb", string(found, 1));
        assertEquals(3, found.row(1));
    }

    @Test
    void keepsTheOrderOfTheKeyNotOfTheLine() {
        assertEquals("c\ta", string(text(2, 0).read(batch("a\tb\tc")), 0));
    }

    @Test
    void readsOnlyTheRowsAskedFor() {
        BitSet only = new BitSet();
        only.set(1);
        assertEquals("b", string(text(0).read(batch("a", "b", "c"), only), 0));
        assertEquals(1, integer(0).read(batch("1", "2", "3"), only).row(0));
    }

    @Test
    void emptyTextIsAKey() {
        KeyColumns.Found found = text(0).read(batch("", "x"));
        assertEquals("", string(found, 0));
        assertEquals("x", string(found, 1));
    }

    @Test
    void refusesAnIntegerKeyThatHoldsSomethingElse() {
        assertThrows(IllegalStateException.class, () -> integer(0).read(batch("1.5")));
        assertThrows(IllegalStateException.class, () -> integer(0).read(batch("")));
        assertThrows(IllegalStateException.class, () -> integer(0).read(batch("abc")));
    }

    @Test
    void fieldsOfAKeyComeBackUnescaped() {
        KeyColumns.Found found = text(0, 1).read(batch("a\\tb\tc\\\\"));
        List<byte[]> fields = Escapes.fields(((TextKeys) found.keys()).get(0));
        assertEquals(
                List.of("a\tb", "c\\"),
                fields.stream().map(field -> new String(field, ISO_8859_1)).toList());
    }

    @Test
    void conditionsHoldOnlyWhereTheFieldIsOne() {
        BitSet holds = Conditions.holds(batch("k\t1\tx", "k\t0\tx", "k\t\\N\tx", "k\t11\tx"), 1);
        assertEquals(1, holds.cardinality());
        assertEquals(0, holds.nextSetBit(0));
    }

    private static String string(KeyColumns.Found found, int i) {
        return new String(((TextKeys) found.keys()).get(i), ISO_8859_1);
    }

    /** Two integers of 4 bytes, and whatever a third field holds. */
    private static LineBatch binary(Integer... firsts) {
        FieldText number = BinaryFields::integerText;
        LineBatch batch = LineBatch.binary(16, new BinaryFields(List.of(number, number, number)));
        for (Integer first : firsts) {
            ByteBuffer row = ByteBuffer.allocate(100).putShort((short) 3);
            if (first == null) {
                row.putInt(-1);
            } else {
                row.putInt(4).putInt(first);
            }
            row.putInt(8).putLong(Long.MIN_VALUE).putInt(2).putShort((short) -2);
            batch.binaryRow(row.array(), 0, row.position());
        }
        return batch;
    }

    @Test
    void readsBinaryIntegersOfEachSize() {
        LineBatch batch = binary(-1, null, Integer.MIN_VALUE);
        KeyColumns.Found found = integer(0).read(batch);
        assertArrayEquals(new long[] {-1, Integer.MIN_VALUE}, ((LongKeys) found.keys()).toArray());
        assertEquals(2, found.row(1));
        assertEquals(Long.MIN_VALUE, ((LongKeys) integer(1).read(batch).keys()).get(0));
        assertEquals("-2\t-1", string(text(2, 0).read(batch), 0));
        assertEquals(2, text(2, 0).read(batch).keys().size());
    }

    @Test
    void readsBinaryFieldsBehindThoseThatWereCut() {
        LineBatch batch = binary(7, 8);
        batch.cut(1);
        assertEquals(2, ByteBuffer.wrap(batch.bytes()).getShort(batch.start(0)));
        assertEquals(Long.MIN_VALUE, ((LongKeys) integer(0).read(batch).keys()).get(1));
        assertEquals("-2", string(text(1).read(batch), 1));
        batch.cut(2);
        assertEquals(0, ByteBuffer.wrap(batch.bytes()).getShort(batch.start(1)));
        assertEquals(2, batch.end(1) - batch.start(1));
    }
}
