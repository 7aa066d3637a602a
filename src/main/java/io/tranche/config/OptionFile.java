package io.tranche.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code [client]} group of {@code ~/.my.cnf}, where users of MySQL and MariaDB keep what their clients are to know. As
 * there, a file that anybody may write to is passed over.
 */
final class OptionFile {
    private static final Map<String, String> ESCAPES =
            Map.of("b", "\b", "t", "\t", "n", "\n", "r", "\r", "\\", "\\", "s", " ", "\"", "\"", "'", "'");

    private final Map<String, String> options;

    private OptionFile(Map<String, String> options) {
        this.options = options;
    }

    static OptionFile client(Scope scope) {
        Optional<Path> file = scope.folder().resolve("~/.my.cnf").filter(Files::isRegularFile);
        if (file.isEmpty() || isOpenToAll(file.get())) {
            return new OptionFile(Map.of());
        }
        try {
            return new OptionFile(clientGroup(TextFile.read(file.get(), "~/.my.cnf")));
        } catch (TextFile.Unreadable e) {
            return new OptionFile(Map.of());
        }
    }

    /** The connection with what it leaves out, if the file speaks of the same server and user. */
    ConnectionConfig complete(ConnectionConfig connection, Scope scope) {
        Optional<String> password = Optional.ofNullable(options.get("password")).filter(text -> !text.isEmpty());
        if (password.isEmpty() || connection.password().isPresent() || !fits(connection)) {
            return connection;
        }
        return TextRules.secret(password.get(), scope)
                .map(secret -> connection.as(
                        connection.user().or(() -> Optional.ofNullable(options.get("user"))), Optional.of(secret)))
                .orElse(connection);
    }

    /** A password is not shown to a server, or by a user, that the file does not mean. */
    private boolean fits(ConnectionConfig connection) {
        Optional<String> user = Optional.ofNullable(options.get("user"));
        boolean sameUser =
                connection.user().isEmpty() ? user.isPresent() : user.isEmpty() || user.equals(connection.user());
        Optional<String> host = Optional.ofNullable(options.get("host"));
        boolean sameHost = host.isEmpty()
                || connection.addresses().stream()
                        .anyMatch(address -> address.host().equalsIgnoreCase(host.get()));
        return sameUser && sameHost;
    }

    private static Map<String, String> clientGroup(String text) {
        Map<String, String> options = new LinkedHashMap<>();
        boolean inClient = false;
        for (String written : text.lines().toList()) {
            String line = written.strip();
            if (line.startsWith("[")) {
                inClient = line.equals("[client]");
            } else if (inClient && line.indexOf('=') > 0 && !line.startsWith("#") && !line.startsWith(";")) {
                int equals = line.indexOf('=');
                String name = line.substring(0, equals)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replace('-', '_');
                options.put(name, value(line.substring(equals + 1).strip()));
            }
        }
        return options;
    }

    private static String value(String written) {
        String text = written;
        boolean quoted = text.length() > 1
                && (text.startsWith("\"") && text.endsWith("\"") || text.startsWith("'") && text.endsWith("'"));
        if (quoted) {
            text = text.substring(1, text.length() - 1);
        } else {
            text = text.replaceFirst("\\s+#.*$", "");
        }
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            String escaped =
                    text.charAt(i) == '\\' && i + 1 < text.length() ? ESCAPES.get(text.substring(i + 1, i + 2)) : null;
            value.append(escaped == null ? text.substring(i, i + 1) : escaped);
            i += escaped == null ? 0 : 1;
        }
        return value.toString();
    }

    private static boolean isOpenToAll(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_WRITE);
        } catch (UnsupportedOperationException | IOException e) {
            return false; // no such permissions here
        }
    }
}
