package io.tranche.testing;

import io.tranche.config.Address;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A MariaDB that follows another one from now on, with a log of its own. */
public final class MariaDbReplica implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestServer primary;
    private final TestServer server;

    private MariaDbReplica(TestServer primary, TestServer server) {
        this.primary = primary;
        this.server = server;
    }

    public static MariaDbReplica of(TestServer primary) throws IOException, SQLException {
        TestServer server = MariaDbBinary.start("--server-id=2", "--log-slave-updates");
        Address address = primary.config("").addresses().get(0);
        server.execute(
                "",
                "RESET MASTER",
                "SET GLOBAL gtid_slave_pos = '" + primary.value("", "SELECT @@GLOBAL.gtid_current_pos") + "'",
                "CHANGE MASTER TO MASTER_HOST = '" + address.host() + "', MASTER_PORT = " + address.port()
                        + ", MASTER_USER = 'root', MASTER_USE_GTID = slave_pos, MASTER_SSL = 0",
                "START SLAVE");
        return new MariaDbReplica(primary, server);
    }

    public TestServer server() {
        return server;
    }

    /** Waits until the replica has all that the primary has. */
    public void catchUp() throws SQLException {
        String place = primary.value("", "SELECT @@GLOBAL.gtid_current_pos");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!server.value("", "SELECT @@GLOBAL.gtid_slave_pos").equals(place)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the replica does not follow: "
                        + server.value("", "SELECT @@GLOBAL.gtid_slave_pos") + " is not " + place);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Applies from now on what comes in only when it is so old. */
    public void delay(Duration time) throws SQLException {
        server.execute("", "STOP SLAVE", "CHANGE MASTER TO MASTER_DELAY = " + time.toSeconds(), "START SLAVE");
    }

    /** What it says of itself; empty while its replication stands still. */
    public Optional<Integer> secondsBehind() {
        try (Connection connection = server.connection("");
                Statement statement = connection.createStatement();
                ResultSet status = statement.executeQuery("SHOW SLAVE STATUS")) {
            status.next();
            return Optional.ofNullable(status.getString("Seconds_Behind_Master"))
                    .map(Integer::valueOf);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        server.execute("", "STOP SLAVE");
    }
}
