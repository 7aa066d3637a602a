package io.tranche.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.error.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is YAML, and what is not, by the example of schema.yml. */
class YamlFileTest {
    private static List<String> problems(String text) {
        Reads.Outcome<SchemaRules> outcome = Reads.schema(text);
        assertFalse(outcome.problems().isEmpty(), "no problem in " + text);
        return outcome.problems();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n", "# only a comment\n", "---\n"})
    void refusesAnEmptyFile(String text) {
        assertTrue(problems(text).get(0).startsWith("schema.yml"), text);
        assertTrue(problems(text).get(0).contains("empty"), problems(text).get(0));
    }

    @Test
    void refusesAFileThatIsNoMapping() {
        assertEquals(
                List.of(
                        "schema.yml:1: This is a list; it must be a mapping with `rules`, `default`, `tables`, `references`, `sync`."),
                problems("- a\n"));
        assertEquals(
                List.of(
                        "schema.yml:1: This is text; it must be a mapping with `rules`, `default`, `tables`, `references`, `sync`."),
                problems("full"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    where: %table_name%.a = 1  | schema.yml:3, column 12: A value cannot begin with `%` in YAML. Put the value in quotes.
                    where: @x = 1              | schema.yml:3, column 12: A value cannot begin with `@` in YAML. Put the value in quotes.
                    where: `a` = 1             | schema.yml:3, column 12: A value cannot begin with ``` in YAML. Put the value in quotes.
                    where: *                   | schema.yml:3, column 13: A value that begins with `*` is an alias in YAML. Put the value in quotes.
                    where: *secret             | schema.yml:3, column 12: A value that begins with `*` is an alias in YAML, and no anchor (`&`) of that name comes before it. Put the value in quotes if it is meant as text.
                    where: & b                 | schema.yml:3, column 13: A value that begins with `&` is an anchor in YAML. Put the value in quotes.
                    where: !deleted            | schema.yml:3 tables.t.where: A value that begins with `!` is a tag in YAML. Put the value in quotes.
                    where: !a!b c              | schema.yml:3, column 12: A value that begins with `!` is a tag in YAML. Put the value in quotes.
                    where: a: b                | schema.yml:3, column 13: YAML expects no `: ` here. If it belongs to a value, put the value in quotes; else check the indentation.
                    where: "a                  | schema.yml:4, column 1: A quote is never closed. Close it; double a single quote within single quotes.
                    where: 'a' = b             | schema.yml:3, column 16: This does not belong here. Check the indentation, and quotes that end before their value does.
                    where: "\\d"               | schema.yml:3, column 14: A backslash in double quotes begins an escape that YAML does not know. Double the backslash, or use single quotes.
                    keys: [1, 2                | schema.yml:4, column 1: A list […] or mapping {…} is not closed, or a value in it holds a bracket, brace or comma. Put such a value in quotes, and close each bracket and brace.
                    mask: {a: b[1]}            | schema.yml:3, column 16: A list […] or mapping {…} is not closed, or a value in it holds a bracket, brace or comma. Put such a value in quotes, and close each bracket and brace.
                    keys: ]                    | schema.yml:3, column 11: This is not well-formed YAML. Check quotes and indentation.
                    """)
    void explainsMalformedYaml(String line, String problem) {
        assertEquals(List.of(problem), problems("tables:\n  t:\n    " + line.replace("''", "'") + "\n"));
    }

    @Test
    void explainsBlocksAndLinesWithoutAColon() {
        assertEquals(
                List.of(
                        "schema.yml:1, column 11: A value that begins with `>` or `|` announces a block of lines in YAML. Put the value"
                                + " in quotes."),
                problems("default: >x"));
        assertEquals(
                List.of("schema.yml:3, column 1: This line is no `key: value`. Check the colon and the indentation."),
                problems("default: full\ntables\n"));
    }

    @Test
    void explainsTabsDirectivesAndSecondDocuments() {
        assertEquals(
                List.of("schema.yml:2, column 1: A tab stands where YAML wants spaces. Indent with spaces."),
                problems("tables:\n\tt: full"));
        assertEquals(
                List.of("schema.yml:2, column 7: A line cannot begin with `%`. Put the value in quotes."),
                problems("default: full\n%table: full"));
        assertEquals(
                List.of("schema.yml:2, column 1: A second document (`---`) begins here. Keep one document a file."),
                problems("default: full\n---\ntables: {}"));
        assertEquals(
                List.of(
                        "schema.yml:3, column 1: This does not belong here. Check the indentation, and quotes that end before their"
                                + " value does."),
                problems("tables:\n    a: full\n  b: full").stream()
                        .map(p -> p.replace("column 3", "column 1"))
                        .toList());
    }

    @Test
    void namesCharactersThatYamlDoesNotAllow() {
        assertEquals(
                List.of(
                        "schema.yml:2, column 10: YAML does not allow the character U+0000. Delete it, or write it as an escape in"
                                + " double quotes."),
                problems("default: full\ntables: {\0}"));
        assertEquals(
                List.of(
                        "schema.yml:1, column 10: YAML does not allow the character U+0007. Delete it, or write it as an escape in"
                                + " double quotes."),
                problems("default: \u0007"));
    }

    @Test
    void refusesKeysThatStandTwice() {
        assertEquals(
                List.of("schema.yml:3 tables.a: This key stands twice, first in line 2. Keep one of them."),
                problems("tables:\n  a: full\n  a: skip"));
        assertEquals(
                List.of("schema.yml:2 default: This key stands twice, first in line 1. Keep one of them."),
                problems("default: full\n\"default\": skip"));
        assertEquals(
                List.of("schema.yml:1 tables.a.where: This key stands twice, first in line 1. Keep one of them."),
                problems("tables: {a: {where: x, where: y}}"));
    }

    @Test
    void refusesKeysThatAreNoText() {
        assertEquals(
                List.of("schema.yml:1 tables: A key must be text. Put it in quotes if it holds brackets or braces."),
                problems("tables: {[a]: full}"));
    }

    @Test
    void mergesLikeYaml() {
        SchemaRules rules = Reads.schema(
                        """
                        tables:
                          a: &a {limit: 1, order_by: x}
                          b: {<<: *a, limit: 2}
                          c: {limit: 3, <<: [{order_by: y, where: w}, *a]}
                          d: *a
                        """)
                .clean();
        assertEquals(2, rules.tables().get("b").choice().limit().orElseThrow());
        assertEquals(Optional.of("x"), rules.tables().get("b").choice().orderBy());
        assertEquals(3, rules.tables().get("c").choice().limit().orElseThrow());
        assertEquals(Optional.of("y"), rules.tables().get("c").choice().orderBy());
        assertEquals(Optional.of("w"), rules.tables().get("c").choice().where());
        assertEquals(1, rules.tables().get("d").choice().limit().orElseThrow());
    }

    @Test
    void placesMergedProblemsWhereTheyAreWritten() {
        assertEquals(
                List.of(
                        "schema.yml:2 tables.a.limit: `x` is not a whole number, 0 or more.",
                        "schema.yml:2 tables.b.limit: `x` is not a whole number, 0 or more."),
                problems("tables:\n  a: &a {limit: x}\n  b:\n    <<: *a"));
    }

    @Test
    void refusesMergesOfOtherThings() {
        assertEquals(
                List.of("schema.yml:1 tables.a.<<: `<<` takes a mapping, or a list of mappings. Write `<<: *anchor`."),
                problems("tables: {a: {<<: x, limit: 1}}"));
    }

    @Test
    void endsOnMappingsThatMergeOrHoldThemselves() {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertEquals(
                    1,
                    Reads.schema("tables: {a: &a {limit: 1, <<: *a}}")
                            .clean()
                            .tables()
                            .size());
            assertEquals(
                    1,
                    Reads.schema("tables: {a: &a {limit: 1, <<: [*a, {<<: *a}]}}")
                            .clean()
                            .tables()
                            .size());
            problems("tables: &t {a: *t}");
            problems("tables: {a: {keys: &k [1, *k]}}");
            problems("&r tables: *r");
        });
    }

    @Test
    void endsOnAliasBombs() {
        StringBuilder merges = new StringBuilder("tables:\n  t0: &a0 {limit: 1}\n");
        for (int i = 1; i < 60; i++) {
            merges.append("  t%d: &a%d {<<: [*a%d, *a%d]}\n".formatted(i, i, i - 1, i - 1));
        }
        StringBuilder lists = new StringBuilder("tables:\n  t: {keys: [1]}\nanchors:\n  x0: &x0 [1, 2]\n");
        for (int i = 1; i < 60; i++) {
            lists.append("  x%d: &x%d [*x%d, *x%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertEquals(60, Reads.schema(merges.toString()).clean().tables().size());
            assertEquals(1, Reads.schema(lists.toString()).problems().size());
        });
    }

    @Test
    void refusesAFileThatStandsForTooManyValues() {
        String keys = "1,".repeat(9_999) + "1";
        StringBuilder text = new StringBuilder("tables:\n  t: {keys: &k [" + keys + "]}\n");
        for (int i = 0; i < 110; i++) {
            text.append("  t").append(i).append(": {keys: *k}\n");
        }
        Refusal refusal = assertThrows(Refusal.class, () -> Reads.schema(text.toString()));
        assertEquals(
                "schema.yml: The file stands for more than 1000000 values. Use fewer aliases (`*`).",
                refusal.getMessage());
    }

    @Test
    void refusesDeepNesting() {
        for (String text : List.of("tables: " + "[".repeat(200_000), "a: {".repeat(200_000), "- ".repeat(200_000))) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertEquals(
                            List.of("schema.yml: Lists and mappings are nested too deeply."), problems(text)));
        }
    }

    @Test
    void keepsEveryCharacterOfTextsThatLookLikeItsOwnMarks() {
        StringBuilder all = new StringBuilder();
        for (char c = 0xE000; c <= 0xF8FF; c++) {
            all.append(c);
        }
        for (String text : List.of("\uE000\uE001\uE002\uE003\uE004 {}[],", all.substring(0, 6000) + "${", all + "{}")) {
            String written = "tables: {t: {where: \"" + text.replace("${", "$${") + "\", order_by: \"a${X}b\"}}";
            SchemaRules rules = Reads.schema(written, Map.of("X", "{,}")).read().orElseThrow();
            assertEquals(Optional.of("a{,}b"), rules.tables().get("t").choice().orderBy());
            if (!text.equals(all + "{}")) {
                assertEquals(Optional.of(text), rules.tables().get("t").choice().where());
            }
        }
    }

    @Test
    void readsOrRefusesWhateverIsWritten() {
        Random random = new Random(3);
        String[] pieces = {
            "tables",
            "rules",
            ":",
            ": ",
            "\n",
            "\n  ",
            "\n    ",
            "{",
            "}",
            "[",
            "]",
            ",",
            "- ",
            "t",
            "full",
            "where",
            "limit",
            "${X}",
            "${",
            "$${",
            "&a ",
            "*a",
            "<<: ",
            "'",
            "\"",
            "%",
            "#",
            " ",
            "|",
            ">",
            "!",
            "!!str ",
            "\t",
            "\\",
            "references",
            "from",
            "to",
            "a.b",
            "a(b, c)",
            "keys",
            "sample",
            "5%",
            "\uE000",
            "\u0000",
            "é",
            "😀",
            "~",
            "---",
            "..."
        };
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(25);
            for (int j = 0; j < length; j++) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            Reads.Outcome<SchemaRules> outcome = Reads.schema(text.toString());
            assertTrue(
                    outcome.read().isPresent()
                            || !outcome.problems().isEmpty()
                            || !outcome.unusable().isEmpty(),
                    text.toString());
        }
    }
}
