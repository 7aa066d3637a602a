package io.tranche.dialect.postgresql;

import java.sql.Connection;
import java.util.List;
import java.util.Optional;

/**
 * The end of the write-ahead log, where nothing is between it and what queries see. A primary writes a commit to its log
 * before others see it, so its log stands still only while no transaction that has written is open; a standby shows a
 * commit before it counts it as replayed, so there everything received must be replayed.
 */
final class LogPlace {
    private LogPlace() {}

    /** Asked before and after a snapshot is taken, and equal, it is the snapshot's place. Empty if something is under way. */
    static Optional<String> still(Connection connection) {
        List<String> row = Rows.of(
                        connection,
                        """
                        SELECT CASE WHEN r.standby THEN pg_catalog.pg_last_wal_replay_lsn()
                               ELSE pg_catalog.pg_current_wal_insert_lsn() END,
                          CASE WHEN r.standby
                               THEN pg_catalog.pg_last_wal_replay_lsn() = pg_catalog.pg_last_wal_receive_lsn()
                               ELSE pg_catalog.txid_snapshot_xmin(pg_catalog.txid_current_snapshot())
                                  = pg_catalog.txid_snapshot_xmax(pg_catalog.txid_current_snapshot()) END
                        FROM (SELECT pg_catalog.pg_is_in_recovery() AS standby) r""")
                .get(0);
        return "t".equals(row.get(1)) ? Optional.ofNullable(row.get(0)) : Optional.empty();
    }
}
