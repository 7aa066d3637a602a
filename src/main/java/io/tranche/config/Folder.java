package io.tranche.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the paths of a file start.
 *
 * @param path relative paths are relative to it
 * @param home what {@code ~} stands for
 */
record Folder(Path path, Path home) {
    static Folder of(Path path, Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        return new Folder(path, Path.of(home.isEmpty() ? System.getProperty("user.home") : home));
    }

    Folder at(Path other) {
        return new Folder(other, home);
    }

    /** The path that {@code written} means; empty where it can be none (a NUL character). */
    Optional<Path> resolve(String written) {
        try {
            if (written.equals("~")) {
                return Optional.of(home);
            }
            if (written.startsWith("~/")) {
                return Optional.of(home.resolve(written.substring(2)));
            }
            return Optional.of(path.resolve(written).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
