package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the connected user, with the roles that are active, may do in databases and tables. */
final class Grants {
    private static final Pattern GRANT = Pattern.compile(
            "^GRANT (.+?) ON (?:TABLE )?(\\*|`(?:[^`]|``)*`)\\.(\\*|`(?:[^`]|``)*`) TO .*", Pattern.DOTALL);
    private static final String ALL = "*";

    /** @param database a pattern, or {@link #ALL}; {@code table} a name, or {@link #ALL} */
    private record Grant(Set<String> privileges, String database, String table) {
        boolean holds(String privilege) {
            return privileges.contains(privilege)
                    || privileges.contains("ALL PRIVILEGES")
                    || privileges.contains("ALL");
        }
    }

    private final List<Grant> grants = new ArrayList<>();

    private Grants() {}

    static Grants of(JdbcConnection connection, ServerFacts server) throws SQLException {
        Grants found = new Grants();
        String sql = "SHOW GRANTS";
        if (!server.mariaDb()) {
            String roles = TargetConnection.rows(connection, "SELECT CURRENT_ROLE()")
                    .get(0)
                    .get(0);
            if (roles != null && !roles.equals("NONE")) {
                sql = "SHOW GRANTS FOR CURRENT_USER() USING " + roles;
            }
        }
        try {
            TargetConnection.rows(connection, sql).forEach(row -> found.add(row.get(0)));
        } catch (SQLException e) {
            if (e.getErrorCode() != 1290) {
                throw e;
            }
            // a server without grant tables forbids nothing
            found.grants.add(new Grant(Set.of("ALL PRIVILEGES"), ALL, ALL));
        }
        return found;
    }

    private void add(String line) {
        Matcher matcher = GRANT.matcher(line);
        if (!matcher.matches()) {
            return;
        }
        Set<String> privileges = new TreeSet<>();
        for (String privilege : matcher.group(1).split(",")) {
            privileges.add(privilege.trim().toUpperCase(Locale.ROOT));
        }
        grants.add(new Grant(privileges, unquoted(matcher.group(2)), unquoted(matcher.group(3))));
    }

    private static String unquoted(String name) {
        return name.equals(ALL) ? ALL : name.substring(1, name.length() - 1).replace("``", "`");
    }

    /** Whether a privilege holds for the whole server. */
    boolean holdEverywhere(String privilege) {
        return grants.stream().anyMatch(grant -> grant.database().equals(ALL) && grant.holds(privilege));
    }

    boolean hold(String privilege, String database, String table) {
        return hold(privilege, database)
                || grants.stream()
                        .filter(grant ->
                                grant.table().equals(table) && grant.database().equals(database))
                        .anyMatch(grant -> grant.holds(privilege));
    }

    boolean hold(String privilege, String database) {
        return grants.stream()
                .filter(grant -> grant.table().equals(ALL) && covers(grant.database(), database))
                .anyMatch(grant -> grant.holds(privilege));
    }

    /** A database in a grant is a pattern in which % and _ stand for others, unless escaped. */
    private static boolean covers(String granted, String database) {
        if (granted.equals(ALL)) {
            return true;
        }
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < granted.length(); i++) {
            char c = granted.charAt(i);
            if (c == '\\' && i + 1 < granted.length()) {
                pattern.append(Pattern.quote(String.valueOf(granted.charAt(++i))));
            } else if (c == '%') {
                pattern.append(".*");
            } else if (c == '_') {
                pattern.append('.');
            } else {
                pattern.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return database.matches("(?s)" + pattern);
    }
}
