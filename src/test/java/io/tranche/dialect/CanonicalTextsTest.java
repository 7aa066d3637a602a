package io.tranche.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalTextsTest {
    private static String text(UnaryOperator<byte[]> form, String value) {
        return new String(form.apply(value.getBytes(UTF_8)), UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "00042, 42",
        "-7, -7",
        "1.10, 1.1",
        "100, 100",
        "100.00, 100",
        "-0.00, 0",
        "0.001, 0.001",
        "NaN, NaN",
        "Infinity, Infinity",
        "18446744073709551615, 18446744073709551615",
        ".5, 0.5",
        "1200000000000000000000, 1200000000000000000000"
    })
    void numbersAreTheirValue(String written, String expected) {
        assertEquals(expected, text(CanonicalTexts::number, written));
    }

    @ParameterizedTest
    @CsvSource({
        "12:00:00, 12:00:00",
        "12:00:00.000, 12:00:00",
        "2020-01-01 12:00:00.250000, 2020-01-01 12:00:00.25",
        "infinity, infinity",
        "1 day 02:00:00, 1 day 02:00:00",
        "-838:59:59.000000, -838:59:59",
        "00:00:00.000001, 00:00:00.000001"
    })
    void fractionsOfSecondsEndWithoutZeros(String written, String expected) {
        assertEquals(expected, text(CanonicalTexts::time, written));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ \"b\" : 1 , \"a\" : [ ] } | {\"a\":[],\"b\":1}",
                "{\"a\":1,\"a\":{\"c\":2}} | {\"a\":{\"c\":2}}",
                "[1.0,-0,1e2,0.10,1E-2] | [1,0,100,0.1,0.01]",
                "\"\\u00e9\\/\\u0041\\t\" | \"é/A\\u0009\"",
                "\"\\ud83d\\ude00\" | \"😀\"",
                "\"\\ud83d\" | \"\\ud83d\"",
                "\"\\\\ud83d\\ude00\" | \"\\\\ud83d\\ude00\"",
                "{\"\\u0061\":true} | {\"a\":true}",
                "null | null",
                "[{},[[]],false] | [{},[[]],false]"
            })
    void documentsThatAreTheSameHaveOneText(String written, String expected) {
        assertEquals(expected, text(CanonicalJson::of, written));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1 2]",
                "[1,]",
                "{\"a\"}",
                "{\"a\":1,}",
                "{a:1}",
                "01",
                "1.",
                "tru",
                "\"",
                "\"\\x\"",
                "[1]]",
                "{",
                "[",
                "\"\\u12\"",
                "-",
                "nullx",
                "+1",
                "NaN"
            })
    void whatIsNoDocumentEqualsNone(String written) {
        assertEquals("!" + written, text(CanonicalJson::of, written));
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "-0, -0.0",
        "1e20, 100000000000000000000",
        "NaN, NaN",
        "Infinity, Infinity",
        "0.10000000149011612, 1.0000000149011612e-1"
    })
    void floatsAreTheirBits(String one, String other) {
        assertEquals(text(CanonicalTexts::floating, one), text(CanonicalTexts::floating, other));
    }

    @ParameterizedTest
    @CsvSource({"0, -0", "0.1, 0.10000000000000002", "0.10000000149011612, 0.1", "Infinity, NaN"})
    void floatsOfOtherBitsAreOthers(String one, String other) {
        assertNotEquals(text(CanonicalTexts::floating, one), text(CanonicalTexts::floating, other));
    }
}
