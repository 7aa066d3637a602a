package io.tranche.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Completes a list of classes that a JVM has written ({@code -XX:DumpLoadedClassList}) with all their lambdas: {@code java
 * io.tranche.cli.ClassList <file>}. The JVM lists only those that it has linked, which leaves out what is reached with a server
 * alone; a lambda that no archive holds costs a start some tenths of a millisecond, and a slice has hundreds.
 */
final class ClassList {
    private ClassList() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        List<String> written = Files.readAllLines(file);
        Set<String> missing = new LinkedHashSet<>();
        for (String line : written) {
            if (!line.startsWith("@") && !line.startsWith("#")) {
                missing.addAll(lambdas(line.strip().split(" ", 2)[0]));
            }
        }
        // A JVM that reads a line twice ends in the middle of its archive.
        written.forEach(missing::remove);
        Files.write(file, missing, StandardOpenOption.APPEND);
    }

    /** None of a class that was made while the program ran: it has no file. */
    private static List<String> lambdas(String className) throws IOException {
        try (InputStream classFile = ClassLoader.getSystemResourceAsStream(className + ".class")) {
            return classFile == null ? List.of() : LambdaSites.lines(classFile);
        }
    }
}
