package io.tranche.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Certificates and keys. */
final class TlsFiles {
    private TlsFiles() {}

    /** The file, or empty with a problem added: it must be there when the connection is used. */
    static Optional<Path> existing(String written, Scope scope) {
        Optional<Path> path = scope.folder().resolve(written);
        if (path.isEmpty()) {
            scope.problem("This is no path of a file.", "");
            return path;
        }
        if (!Files.isRegularFile(path.get()) || !Files.isReadable(path.get())) {
            scope.unusable(
                    "The file " + Quoted.of(path.get().toString()) + " is not there, or may not be read.",
                    "Relative paths start at " + scope.folder().path() + ".");
            return Optional.empty();
        }
        return path;
    }
}
