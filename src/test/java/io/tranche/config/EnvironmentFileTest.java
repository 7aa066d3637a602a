package io.tranche.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentFileTest {
    private static Map<String, String> values(String text) {
        return EnvironmentFile.parse(text).values();
    }

    @Test
    void readsPlainAssignments() {
        assertEquals(Map.of("A", "1", "B_2", "two words", "C.D-E", ""), values("A=1\nB_2 = two words  \nC.D-E=\n"));
    }

    @Test
    void skipsCommentsAndBlankLines() {
        assertEquals(Map.of("A", "1"), values("# A=0\n\n   \n  # x\nA=1"));
    }

    @Test
    void cutsACommentAfterASpaceButKeepsAHashWithinAValue() {
        assertEquals(
                Map.of("A", "x", "B", "x#y", "C", "", "D", "x # y"), values("A=x # y\nB=x#y\nC=# y\nD='x # y' # z"));
    }

    @Test
    void takesExportAndWindowsLineEndings() {
        assertEquals(Map.of("A", "1", "B", "2"), values("export A=1\r\n  export  B='2'\r\n"));
    }

    @Test
    void keepsSingleQuotedTextAsItIs() {
        assertEquals(Map.of("A", "a\\n$B \"x\" "), values("A='a\\n$B \"x\" '"));
    }

    @Test
    void readsEscapesInDoubleQuotesOnly() {
        assertEquals(
                Map.of("A", "l1\nl2\t\"q\" \\ $X \\z", "B", "a\\nb"),
                values("A=\"l1\\nl2\\t\\\"q\\\" \\\\ \\$X \\z\"\nB=a\\nb"));
    }

    @Test
    void readsValuesOfSeveralLinesInQuotes() {
        assertEquals(Map.of("KEY", "-----\nabc\n-----", "B", "1"), values("KEY=\"-----\nabc\n-----\"\nB=1"));
    }

    @Test
    void takesTheLastOfSeveral() {
        assertEquals(Map.of("A", "2"), values("A=1\nA=2"));
    }

    @Test
    void doesNotSubstituteInValues() {
        assertEquals(Map.of("A", "${B}", "B", "1"), values("A=${B}\nB=1"));
    }

    @Test
    void tellsTheLinesThatItCannotRead() {
        EnvironmentFile file = EnvironmentFile.parse("A=1\nwhat is this\n2X=1\nB=\"never closed\nC='x' y\nD=4\n");
        assertEquals(List.of(2, 3, 4, 5), file.unreadableLines());
        assertEquals(Map.of("A", "1", "D", "4"), file.values());
    }

    @Test
    void staysFastOnHostileText() {
        String quotes = "A=\"" + "\\\"x".repeat(100_000);
        String spaces = "A=" + " #".repeat(20_000) + " x" + " ".repeat(20_000) + "x";
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertEquals(Map.of(), values(quotes));
            assertEquals(1, values(spaces).size());
        });
    }
}
