package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Positions that a primary and its replicas share: global transaction ids, sorted. */
final class Gtids {
    private Gtids() {}

    /** Those of a MariaDB's snapshot at this place ({@code file:offset}) of its log. */
    static Optional<String> at(String place, JdbcConnection session) throws SQLException {
        int colon = place.lastIndexOf(':');
        return sorted(Sessions.row(
                        session,
                        "SELECT BINLOG_GTID_POS('" + place.substring(0, colon) + "', " + place.substring(colon + 1)
                                + ")")
                .get(0));
    }

    /** Those of all commits, while a lock keeps others away. */
    static Optional<String> underLock(JdbcConnection control, ServerFacts server) throws SQLException {
        if (server.mariaDb()) {
            return sorted(
                    Sessions.row(control, "SELECT @@GLOBAL.gtid_current_pos").get(0));
        }
        if (!Sessions.row(control, "SELECT @@GLOBAL.gtid_mode").get(0).equals("ON")) {
            return Optional.empty();
        }
        return sorted(Sessions.row(control, "SELECT @@GLOBAL.gtid_executed").get(0));
    }

    private static Optional<String> sorted(String gtids) {
        if (gtids == null || gtids.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(
                Arrays.stream(gtids.replaceAll("\\s", "").split(",")).sorted().collect(Collectors.joining(",")));
    }
}
