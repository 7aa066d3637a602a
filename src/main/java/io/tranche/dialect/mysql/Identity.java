package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What tells one database of one server from every other, whatever address leads to it. */
final class Identity {
    /** MariaDB has no UUID (newer ones a {@code server_uid}); together these are one. All users see the same. */
    private static final String VARIABLES =
            """
            SHOW GLOBAL VARIABLES WHERE Variable_name IN
              ('server_uuid', 'server_uid', 'server_id', 'hostname', 'port', 'socket', 'datadir', 'pid_file')""";

    private Identity() {}

    static String of(JdbcConnection connection, ServerFacts server) throws SQLException {
        List<String> parts = ofServer(connection);
        String database =
                switch (server.names()) {
                    case CASE_SENSITIVE -> server.database();
                    case CASE_INSENSITIVE -> server.database().toLowerCase(Locale.ROOT);
                };
        parts.add("database=" + database);
        return String.join("\n", parts);
    }

    /** The server's part of it, in a fixed order. */
    static List<String> ofServer(JdbcConnection connection) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (List<String> variable : Sessions.rows(connection, VARIABLES)) {
            parts.add(variable.get(0) + "=" + variable.get(1));
        }
        parts.sort(null);
        return parts;
    }

    static String version(ServerFacts server) {
        if (server.mariaDb()) {
            return "MariaDB " + server.version().replaceFirst("(?i)-mariadb.*", "");
        }
        return "MySQL " + server.version();
    }
}
