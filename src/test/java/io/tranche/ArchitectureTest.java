package io.tranche;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The order of the packages, and who may use which library. */
class ArchitectureTest {
    private static final String ROOT = "io.tranche.";

    /** Each may use only those before it. */
    private static final List<String> ORDER = List.of(
            "error",
            "progress",
            "catalog",
            "config",
            "row",
            "keys",
            "dialect",
            "source",
            "ledger",
            "plan",
            "mask",
            "schema",
            "copy",
            "traverse",
            "diff",
            "verify",
            "sync",
            "pack",
            "report",
            "run",
            "demo",
            "cli");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPath(Path.of("target", "classes"));

    @Test
    void eachPackageUsesOnlyThoseBeforeIt() {
        for (int i = 0; i < ORDER.size() - 1; i++) {
            String[] later = ORDER.subList(i + 1, ORDER.size()).stream()
                    .map(name -> ROOT + name + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ORDER.get(i) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later)
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }
    }

    @Test
    void everyPackageHasItsPlaceInTheOrder() {
        Set<String> known = new TreeSet<>(ORDER);
        Set<String> unknown = packages().stream()
                .map(name -> name.substring(ROOT.length()).split("\\.")[0])
                .filter(name -> !known.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), unknown);
    }

    @Test
    void theCommandLineIsTheOnlyUserOfPicocli() {
        onlyUsers("picocli..", "cli");
    }

    @Test
    void configurationIsTheOnlyUserOfSnakeYaml() {
        onlyUsers("org.yaml.snakeyaml..", "config");
    }

    @Test
    void keysAreTheOnlyUsersOfJedisAndBitmapsAndTheSpillingStore() {
        onlyUsers("redis.clients..", "keys");
        onlyUsers("org.roaringbitmap..", "keys");
        onlyUsers("org.h2..", "keys");
    }

    @Test
    void dialectsAreTheOnlyUsersOfDriversPoolsAndSchemaCrawler() {
        for (String library :
                List.of("com.mysql..", "org.postgresql..", "com.zaxxer..", "schemacrawler..", "us.fatehi..")) {
            onlyUsers(library, "dialect");
        }
    }

    @Test
    void onlyReportsDrawBars() {
        onlyUsers("me.tongfei..", "report");
    }

    @Test
    void vendorsOfDialectsDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "dialect.mysql..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "dialect.postgresql..")
                .allowEmptyShould(true)
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "dialect.postgresql..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "dialect.mysql..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void theVerifierSharesNothingWithWhatItProves() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "verify..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + "keys..", ROOT + "copy..", ROOT + "traverse..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void eachPackageSaysWhatItIsFor() throws IOException {
        List<Path> silent = new ArrayList<>();
        try (Stream<Path> folders = Files.walk(Path.of("src", "main", "java", "io", "tranche"))) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                if (holdsClasses(folder) && !Files.exists(folder.resolve("package-info.java"))) {
                    silent.add(folder);
                }
            }
        }
        assertEquals(List.of(), silent);
    }

    @Test
    void thereAreClassesToLookAt() {
        assertFalse(CLASSES.that(alwaysTrue()).isEmpty());
    }

    private static boolean holdsClasses(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        }
    }

    private static Set<String> packages() {
        return CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void onlyUsers(String library, String user) {
        noClasses()
                .that(resideInAnyPackage("io.tranche.."))
                .and()
                .resideOutsideOfPackage(ROOT + user + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }
}
