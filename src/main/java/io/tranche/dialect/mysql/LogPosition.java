package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.dialect.Position;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The place in the binary log, the transactions' identifiers, and the server's counts of rows written, which also see what
 * was kept out of the log, and a log that was begun anew.
 */
final class LogPosition {
    private static final String ROW_COUNTS =
            """
            SHOW GLOBAL STATUS WHERE Variable_name IN
              ('Innodb_rows_inserted', 'Innodb_rows_updated', 'Innodb_rows_deleted')""";

    private LogPosition() {}

    static Position of(JdbcConnection connection, ServerFacts server) throws SQLException {
        if (!Sessions.row(connection, "SELECT @@GLOBAL.log_bin").get(0).equals("1")) {
            return Position.unknown("it keeps no binary log (log_bin is OFF)");
        }
        List<List<String>> status;
        try {
            status = LogGaps.status(connection, server);
        } catch (SQLException e) {
            return Position.unknown("its user may not see the binary log's position ("
                    + (server.mariaDb() ? "BINLOG MONITOR" : "REPLICATION CLIENT") + ")");
        }
        if (status.isEmpty()) {
            return Position.unknown("it keeps no binary log");
        }
        List<String> row = status.get(0);
        String text = "server=" + server(connection) + " log=" + row.get(0) + ":" + row.get(1) + " gtid="
                + transactions(connection, server) + " rows=" + rowCounts(connection);
        return new Position(text, LogGaps.of(connection, server).words(server));
    }

    /** Short, for two servers may stand at the same place of logs of the same name. */
    private static String server(JdbcConnection connection) throws SQLException {
        byte[] identity = String.join("\n", Identity.ofServer(connection)).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(identity).toString();
    }

    /** Empty where a server does not number its transactions. */
    private static String transactions(JdbcConnection connection, ServerFacts server) throws SQLException {
        String variable = server.mariaDb() ? "gtid_binlog_pos" : "gtid_executed";
        return Sessions.row(connection, "SELECT @@GLOBAL." + variable).get(0).replaceAll("\\s", "");
    }

    private static String rowCounts(JdbcConnection connection) throws SQLException {
        return Sessions.rows(connection, ROW_COUNTS).stream()
                .map(row -> row.get(1))
                .collect(Collectors.joining("/"));
    }

    private static String part(String text, String name) {
        for (String part : text.split(" ", -1)) {
            if (part.startsWith(name + "=")) {
                return part.substring(name.length() + 1);
            }
        }
        return "";
    }

    /**
     * Whether a snapshot whose moment lies at this place of the log, or with this server's ways of committing any later one,
     * shows all that the position counts. MySQL numbers a transaction after it has become visible but logs it before; what a
     * lock or MariaDB itself says of a snapshot is exact.
     *
     * @param moment {@code file:offset}, perhaps with transactions behind a space; empty where nothing is known
     */
    static boolean shownAt(String moment, String position, ServerFacts server) {
        if (moment.split(" ")[0].equals(part(position, "log"))) {
            return true;
        }
        return !server.mariaDb() && !part(position, "gtid").isEmpty();
    }

    static boolean countsTransactions(String position) {
        return !part(position, "gtid").isEmpty();
    }

    /** By the transactions' numbers alone. */
    static boolean oneTransactionLater(String before, String now) {
        if (!part(before, "server").equals(part(now, "server"))) {
            return false;
        }
        Map<String, Long> then = counts(part(before, "gtid"));
        Map<String, Long> later = counts(part(now, "gtid"));
        if (then.isEmpty() || !later.keySet().equals(then.keySet())) {
            return false;
        }
        List<String> moved = new ArrayList<>();
        for (Map.Entry<String, Long> origin : later.entrySet()) {
            long more = origin.getValue() - then.get(origin.getKey());
            if (more < 0 || more > 1) {
                return false;
            }
            if (more == 1) {
                moved.add(origin.getKey());
            }
        }
        return moved.size() == 1;
    }

    /**
     * How many transactions of each origin: {@code uuid:1-5:7} has six, and MariaDB's {@code domain-server-sequence} as many as
     * its sequence says.
     */
    private static Map<String, Long> counts(String transactions) {
        Map<String, Long> counts = new TreeMap<>();
        for (String origin : transactions.split(",")) {
            if (origin.isEmpty()) {
                continue;
            }
            if (!origin.contains(":")) {
                int last = origin.lastIndexOf('-');
                counts.put(origin.substring(0, last), Long.parseLong(origin.substring(last + 1)));
                continue;
            }
            String[] intervals = origin.split(":");
            for (int i = 1; i < intervals.length; i++) {
                String[] ends = intervals[i].split("-");
                // a tag may stand between intervals
                boolean interval = ends[0].chars().allMatch(Character::isDigit);
                long length = interval ? Long.parseLong(ends[ends.length - 1]) - Long.parseLong(ends[0]) + 1 : 0;
                counts.merge(intervals[0], length, Long::sum);
            }
        }
        return counts;
    }
}
