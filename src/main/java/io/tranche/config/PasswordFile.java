package io.tranche.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * libpq's password file, {@code ~/.pgpass}: {@code host:port:database:user:password} lines, where {@code *} stands for
 * anything and a backslash keeps a colon. The first line that fits counts.
 */
final class PasswordFile {
    private static final int FIELDS = 5;
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private PasswordFile() {}

    /**
     * The password for a connection that names none; empty where there is none, or with a problem added.
     *
     * @param named the file, if the connection says where it is
     */
    static Optional<Secret> find(
            Optional<String> named,
            List<Address> addresses,
            Optional<Path> socket,
            String database,
            String user,
            Scope scope) {
        Optional<Path> file =
                named.flatMap(scope.folder()::resolve).or(() -> scope.folder().resolve("~/.pgpass"));
        if (file.isEmpty() || !Files.isRegularFile(file.get())) {
            return Optional.empty();
        }
        List<List<String>> asked = asked(addresses, socket, database, user);
        Optional<String> password = read(file.get(), scope)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(PasswordFile::fields)
                .filter(fields -> asked.stream().anyMatch(place -> fits(fields, place)))
                .map(fields -> fields.get(FIELDS - 1))
                .findFirst();
        if (password.isPresent() && isOpenToOthers(file.get())) {
            scope.unusable(
                    "The password file " + Quoted.of(file.get().toString()) + " may be read by other users.",
                    "chmod 600 " + Quoted.plain(file.get().toString()));
            return Optional.empty();
        }
        return password.flatMap(text -> TextRules.secret(text, scope));
    }

    /** Host, port, database and user of each server; libpq takes a socket for localhost, too. */
    private static List<List<String>> asked(
            List<Address> addresses, Optional<Path> socket, String database, String user) {
        List<List<String>> asked = new ArrayList<>();
        addresses.forEach(
                address -> asked.add(List.of(address.host(), String.valueOf(address.port()), database, user)));
        socket.ifPresent(path -> {
            String name = path.getFileName().toString();
            String port = name.substring(name.lastIndexOf('.') + 1);
            asked.add(List.of("localhost", port, database, user));
            asked.add(List.of(String.valueOf(path.getParent()), port, database, user));
        });
        return asked;
    }

    private static boolean fits(List<String> fields, List<String> place) {
        if (fields.size() != FIELDS) {
            return false;
        }
        for (int i = 0; i < place.size(); i++) {
            if (!fields.get(i).equals("*") && !fields.get(i).equals(place.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                i++;
                field.append(line.charAt(i));
            } else if (c == ':' && fields.size() < FIELDS - 1) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    private static String read(Path file, Scope scope) {
        try {
            return TextFile.read(file, Quoted.plain(file.toString()));
        } catch (TextFile.Unreadable e) {
            scope.unusable(
                    e.problem().where() + ": " + e.problem().what(), e.problem().remedy());
            return "";
        }
    }

    private static boolean isOpenToOthers(Path file) {
        try {
            return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
        } catch (UnsupportedOperationException | IOException e) {
            return false; // no such permissions here
        }
    }
}
