package io.tranche.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** libpq's service file: {@code [name]} sections of {@code parameter=value} lines. */
final class ServiceFile {
    private ServiceFile() {}

    /** The parameters of a service, or none with a problem added. */
    static Map<String, String> section(String service, Scope scope) {
        List<Path> files = files(scope);
        for (Path file : files) {
            Optional<Map<String, String>> found = section(service, file, scope);
            if (found.isPresent()) {
                return found.get();
            }
        }
        scope.unusable(
                "The service " + Quoted.of(service) + " is in none of the service files: "
                        + String.join(", ", files.stream().map(Path::toString).toList()) + ".",
                "Add a section [" + Quoted.plain(service) + "] to one of them, or set PGSERVICEFILE.");
        return Map.of();
    }

    /** The user's own comes before the machine's. */
    private static List<Path> files(Scope scope) {
        List<Path> files = new ArrayList<>();
        scope.environment("PGSERVICEFILE")
                .flatMap(scope.folder()::resolve)
                .or(() -> scope.folder().resolve("~/.pg_service.conf"))
                .ifPresent(files::add);
        scope.environment("PGSYSCONFDIR")
                .flatMap(scope.folder()::resolve)
                .map(folder -> folder.resolve("pg_service.conf"))
                .ifPresent(files::add);
        return files;
    }

    private static Optional<Map<String, String>> section(String service, Path file, Scope scope) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return section(service, TextFile.read(file, Quoted.plain(file.toString())));
        } catch (TextFile.Unreadable e) {
            scope.unusable(
                    e.problem().where() + ": " + e.problem().what(), e.problem().remedy());
            return Optional.of(Map.of());
        }
    }

    private static Optional<Map<String, String>> section(String service, String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        boolean found = false;
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("[")) {
                if (found) {
                    break;
                }
                found = line.equals("[" + service + "]");
            } else if (found && !line.startsWith("#") && line.indexOf('=') > 0) {
                int equals = line.indexOf('=');
                // as in libpq, the first of two lines counts
                parameters.putIfAbsent(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return found ? Optional.of(parameters) : Optional.empty();
    }
}
