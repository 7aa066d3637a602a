package io.tranche.row;

import static io.tranche.row.LineBatchTest.batch;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
}
