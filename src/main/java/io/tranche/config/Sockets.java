package io.tranche.config;

import java.nio.file.Path;
import java.util.Optional;

/** Unix sockets. */
final class Sockets {
    private static final String POSTGRES_FILE = ".s.PGSQL.";

    private Sockets() {}

    /**
     * The socket's file, or empty with a problem added. For PostgreSQL users name the folder, as for libpq; the file in it
     * carries the port.
     */
    static Optional<Path> resolve(String written, Vendor vendor, int port, Scope scope) {
        Optional<Path> path = scope.folder().resolve(written);
        if (written.isBlank() || path.isEmpty() || path.get().getFileName() == null) {
            scope.problem("This is no path of a socket.", "");
            return Optional.empty();
        }
        boolean named = path.get().getFileName().toString().startsWith(POSTGRES_FILE);
        return vendor == Vendor.POSTGRESQL && !named ? path.map(folder -> folder.resolve(POSTGRES_FILE + port)) : path;
    }
}
