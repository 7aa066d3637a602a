package io.tranche.dialect.postgresql;

import io.tranche.dialect.Position;
import java.sql.Connection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which transactions are visible, in the server's own short form ({@code xmin:xmax:those between that still run}), and the place
 * in the write-ahead log. Whatever changes a row has a number of its own, in all databases of the cluster: as long as the
 * first part stays, all rows do. The second part sees what the first cannot: a crash, which empties unlogged tables.
 */
final class TransactionPosition {
    private static final String QUESTION =
            """
            SELECT 'lsn=' || CASE WHEN pg_catalog.pg_is_in_recovery()
              THEN pg_catalog.pg_last_wal_replay_lsn() ELSE pg_catalog.pg_current_wal_insert_lsn() END
              || ' visible=' || pg_catalog.txid_current_snapshot()""";

    private static final Pattern VISIBLE = Pattern.compile("server=(\\S+) .*visible=([0-9]+):([0-9]+):");

    private TransactionPosition() {}

    static Position of(Connection connection, ServerFacts server) {
        List<String> row = Rows.of(connection, QUESTION).get(0);
        return new Position("server=" + server.cluster() + " " + row.get(0), "");
    }

    /** Nothing ran, then one transaction has come and gone. */
    static boolean oneTransactionLater(String before, String now) {
        Matcher then = VISIBLE.matcher(before);
        Matcher later = VISIBLE.matcher(now);
        return then.matches()
                && later.matches()
                && then.group(1).equals(later.group(1))
                && isQuiet(then)
                && isQuiet(later)
                && Long.parseLong(later.group(2)) == Long.parseLong(then.group(2)) + 1;
    }

    private static boolean isQuiet(Matcher visible) {
        return visible.group(2).equals(visible.group(3));
    }
}
