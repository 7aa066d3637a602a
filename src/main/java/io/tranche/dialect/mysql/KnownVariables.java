package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Sets variables that only some servers know. What a server does not know it does not need; that is asked for once for each
 * version, and then one statement sets all the others. Thread-safe.
 */
final class KnownVariables {
    private final Map<Asked, List<String>> known = new ConcurrentHashMap<>();

    private record Asked(String version, List<String> assignments) {}

    /** @param assignments each of one variable: {@code max_statement_time = 0} */
    void set(JdbcConnection connection, List<String> assignments) throws SQLException {
        Asked asked = new Asked(connection.getMetaData().getDatabaseProductVersion(), assignments);
        List<String> there = known.get(asked);
        if (there == null) {
            there = known(connection, assignments);
            known.put(asked, there);
        }
        if (!there.isEmpty()) {
            Sessions.execute(connection, "SET SESSION " + String.join(", SESSION ", there));
        }
    }

    private static List<String> known(JdbcConnection connection, List<String> assignments) throws SQLException {
        String names = assignments.stream()
                .map(assignment -> "'" + name(assignment) + "'")
                .collect(Collectors.joining(", "));
        List<String> there =
                Sessions.rows(connection, "SHOW SESSION VARIABLES WHERE Variable_name IN (" + names + ")").stream()
                        .map(row -> row.get(0))
                        .toList();
        return assignments.stream()
                .filter(assignment -> there.contains(name(assignment)))
                .toList();
    }

    private static String name(String assignment) {
        return assignment.substring(0, assignment.indexOf(' '));
    }
}
