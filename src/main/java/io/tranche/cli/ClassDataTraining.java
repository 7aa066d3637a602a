package io.tranche.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;

/**
 * Does what a start does, so that the build can put the classes into a class-data archive: {@code java
 * -XX:DumpLoadedClassList=… io.tranche.cli.ClassDataTraining}. No server is there: what a slice needs behind the connection is
 * loaded by name.
 */
final class ClassDataTraining {
    /** Ours, the drivers', and what a slice uses of the libraries. */
    private static final List<String> PACKAGES = List.of(
            "io/tranche/",
            "org/postgresql/",
            "com/mysql/cj/",
            "com/zaxxer/hikari/",
            "com/fasterxml/jackson/",
            "org/roaringbitmap/",
            "org/slf4j/");

    private static final String RULES =
            """
            rules: {recent: {where: "%table_name%.created_at >= NOW() - INTERVAL 1 MONTH"}}
            default: upon_request
            tables:
              orders: {rule: recent, limit: 5, order_by: created_at DESC}
              items: {rule: join, table: orders, reference: order_id}
              users: {mask: {email: "''"}}
            references:
              - {from: items.promo_id, to: promos.id, when: "kind = 1"}
            """;

    private ClassDataTraining() {}

    public static void main(String[] arguments) throws IOException, URISyntaxException {
        Tranche tranche = new Tranche(new ProcessTerminal(), Runs.REAL);
        tranche.run("--help");
        tranche.run("slice", "--help");
        tranche.run("plan", "--quiet");
        tranche.run("verify", "--json");
        tranche.run("slice", "--unknown");
        Path rules = Files.writeString(Files.createTempFile("training", ".yml"), RULES);
        for (String vendor : List.of("postgres", "mariadb")) {
            // nothing listens on port 1
            String url = vendor + "://nobody@127.0.0.1:1/";
            tranche.run("slice", "--read", url + "a", "--write", url + "b", "--schema-file", rules.toString());
        }
        Files.delete(rules);
        loadByName();
    }

    /** MySQL's driver also speaks another protocol, of which nothing is used here. */
    private static boolean isWanted(String name) {
        return name.endsWith(".class")
                && !name.startsWith("com/mysql/cj/x")
                && PACKAGES.stream().anyMatch(name::startsWith);
    }

    private static void loadByName() throws IOException, URISyntaxException {
        Path jar = Path.of(ClassDataTraining.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (JarFile classes = new JarFile(jar.toFile())) {
            classes.stream()
                    .map(entry -> entry.getName())
                    .filter(ClassDataTraining::isWanted)
                    .forEach(name -> load(name.substring(0, name.length() - ".class".length())));
        }
    }

    private static void load(String name) {
        try {
            Class.forName(name.replace('/', '.'), false, ClassDataTraining.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // it needs a library that does not come with the program
            System.err.println("not in the archive: " + name + ", for " + e);
        }
    }
}
