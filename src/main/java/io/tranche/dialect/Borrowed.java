package io.tranche.dialect;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Connections of a pool that keeps none open for later. Hikari may leave one who waits for such a connection alone: it opens
 * none for him where another one has just come back, and whoever gave that back may take it again. So he asks again and again.
 */
public final class Borrowed {
    private static final long TURN_SECONDS = 1;

    private Borrowed() {}

    /** Prepares a pool for {@link #from}. */
    public static void inTurns(HikariConfig pool) {
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(TimeUnit.SECONDS.toMillis(TURN_SECONDS));
    }

    /** @throws SQLTransientConnectionException if there is none within the time; its cause tells why, where that is known */
    public static Connection from(HikariDataSource pool, Duration time) throws SQLException {
        long turns = time.toSeconds() / TURN_SECONDS;
        for (long turn = 1; ; turn++) {
            try {
                return pool.getConnection();
            } catch (SQLTransientConnectionException e) {
                if (turn >= turns) {
                    throw e;
                }
            }
        }
    }
}
