package io.tranche.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tranche.error.Problem;
import io.tranche.error.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubstitutionTest {
    @TempDir
    Path folder;

    private final Problems problems = new Problems();
    private final Problems undefined = new Problems();

    private Substitution substitution(Map<String, String> set, Map<String, String> environment) {
        return new Substitution(set, environment, folder.resolve(".env"), ".env");
    }

    private Optional<String> apply(Substitution substitution, String text) {
        return substitution.apply(text, "schema.yml:3 tables.t.where", problems, undefined);
    }

    private List<String> undefinedTexts() {
        return undefined.all().stream().map(Problem::toString).toList();
    }

    @Test
    void prefersSetThenTheEnvironmentThenTheFile() throws IOException {
        Files.writeString(folder.resolve(".env"), "A=file\nB=file\nC=file\n");
        Substitution substitution = substitution(Map.of("A", "set"), Map.of("A", "environment", "B", "environment"));
        assertEquals(Optional.of("set environment file"), apply(substitution, "${A} ${B} ${C}"));
    }

    @Test
    void keepsAnEscapedOpeningAndDoesNotLookAtValuesAgain() {
        Substitution substitution = substitution(Map.of("A", "${B} $${", "B", "no"), Map.of());
        assertEquals(Optional.of("${A} ${B} $${ $ {A} $A $$"), apply(substitution, "$${A} ${A} $ {A} $A $$"));
    }

    @Test
    void reportsEachUndefinedVariableWithItsPlace() {
        assertEquals(Optional.empty(), apply(substitution(Map.of(), Map.of()), "${A}-${B}"));
        assertEquals(
                List.of(
                        "schema.yml:3 tables.t.where: `${A}` is not defined. Set it in the environment or in .env, or give"
                                + " --set A=…",
                        "schema.yml:3 tables.t.where: `${B}` is not defined. Set it in the environment or in .env, or give"
                                + " --set B=…"),
                undefinedTexts());
    }

    @Test
    void offersTheNearestNameButNoValue() {
        assertEquals(
                Optional.empty(), apply(substitution(Map.of("PROD_PASWORD", "hunter2"), Map.of()), "${PROD_PASSWORD}"));
        assertEquals(
                List.of(
                        "schema.yml:3 tables.t.where: `${PROD_PASSWORD}` is not defined. Did you mean \"PROD_PASWORD\"? Set it"
                                + " in the environment or in .env, or give --set PROD_PASSWORD=…"),
                undefinedTexts());
    }

    @Test
    void namesLinesOfTheFileThatItCouldNotRead() throws IOException {
        Files.writeString(folder.resolve(".env"), "PW hunter2\nA=1");
        assertEquals(Optional.of("1"), apply(substitution(Map.of(), Map.of()), "${A}"));
        assertEquals(List.of(), undefinedTexts());
        apply(substitution(Map.of(), Map.of()), "${PW}");
        assertEquals(
                List.of(
                        "schema.yml:3 tables.t.where: `${PW}` is not defined (.env has lines that are no NAME=value: 1). Set it"
                                + " in the environment or in .env, or give --set PW=…"),
                undefinedTexts());
    }

    @Test
    void saysWhyTheFileCannotBeRead() throws IOException {
        Files.write(folder.resolve(".env"), new byte[] {'A', '=', (byte) 0xff});
        apply(substitution(Map.of(), Map.of()), "${A}");
        assertEquals(
                List.of(
                        "schema.yml:3 tables.t.where: `${A}` is not defined (.env: This file is not UTF-8 text). Set it in the"
                                + " environment or in .env, or give --set A=…"),
                undefinedTexts());
    }

    @Test
    void refusesAnOpeningWithoutANameWithoutShowingTheText() {
        for (String text :
                List.of("hunter${", "hunter${}", "hunter${A", "hunter${A B}", "hunter${A:-x}", "hunter${1}")) {
            Problems found = new Problems();
            assertEquals(
                    Optional.empty(),
                    substitution(Map.of("A", "x"), Map.of()).apply(text, "config.yml:1 x", found, undefined),
                    text);
            assertEquals(
                    "[config.yml:1 x: `${` has no name and `}` after it. Write `$${` where `${` itself is meant.]",
                    found.all().toString());
        }
    }

    @Test
    void knowsWhichSetNamesNothingMentions() {
        Substitution substitution = substitution(Map.of("A", "1", "B", "2", "C", "3"), Map.of());
        apply(substitution, "${A}");
        substitution.mention("# a text with ${B} and $${C}");
        assertEquals(Set.of("C"), substitution.unused());
    }
}
