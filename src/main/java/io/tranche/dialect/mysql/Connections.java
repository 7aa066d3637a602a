package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.Driver;
import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.config.Address;
import io.tranche.config.ConnectionConfig;
import io.tranche.error.RunFailure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Opens connections of one configured connection. The first address that answers is kept: a run's readers must not land on
 * different servers. Where it answers no more, those who write go to the next one that does. What {@link #openFirst} finds out
 * about the way to the server holds for those that follow. Thread-safe.
 */
final class Connections {
    private static final Driver DRIVER = driver();

    /** What a Unix socket leads to; the driver wants an address all the same. */
    private static final Address SOCKET = new Address("localhost", 3306);

    private final ConnectionConfig config;
    private final DriverProperties.Use use;
    private final Properties properties;
    private final Nearness nearness;
    private final AtomicReference<Address> answered = new AtomicReference<>();
    private final KnownVariables variables = new KnownVariables();

    Connections(ConnectionConfig config, DriverProperties.Use use) {
        this(config, use, new Nearness(config));
    }

    private Connections(ConnectionConfig config, DriverProperties.Use use, Nearness nearness) {
        this.config = config;
        this.use = use;
        this.properties = DriverProperties.of(config, use);
        this.nearness = nearness;
    }

    /** To the same place, for another use. */
    Connections forUse(DriverProperties.Use other) {
        return new Connections(config, other, nearness);
    }

    private static Driver driver() {
        try {
            return new Driver();
        } catch (SQLException e) {
            throw new IllegalStateException("Connector/J cannot register itself", e);
        }
    }

    ConnectionConfig config() {
        return config;
    }

    /** What its servers know, for the settings of sessions. */
    KnownVariables variables() {
        return variables;
    }

    /** A new connection on which the user's {@code start:} statements have run. */
    JdbcConnection open() throws SQLException {
        JdbcConnection connection = connect();
        try (Statement statement = connection.createStatement()) {
            for (String sql : config.start()) {
                statement.execute(sql);
            }
            return connection;
        } catch (SQLException e) {
            Sessions.abandon(connection);
            throw e;
        }
    }

    /** The first connection of a run: who cannot be reached is told to the user. */
    JdbcConnection openFirst() {
        try {
            JdbcConnection first = open();
            Address address = config.socket().isPresent() ? SOCKET : answered.get();
            nearness.learn(first, address);
            if (!nearness.proven(address)) {
                return first;
            }
            Sessions.close(first);
            return open();
        } catch (SQLException e) {
            throw new RunFailure("Cannot connect to " + config.name() + " (" + where() + "): " + reason(e), e);
        }
    }

    private static String reason(SQLException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        // the driver's own message about a failed link is a paragraph of guesses; the cause says what happened
        boolean link = SqlFailures.kind(e) == io.tranche.dialect.SqlFailure.Kind.CONNECTION_LOST;
        return link && deepest.getMessage() != null ? deepest.getMessage() : SqlFailures.words(e);
    }

    private String where() {
        return config.socket()
                .map(Object::toString)
                .orElseGet(() -> String.join(
                        ", ", config.addresses().stream().map(Address::toString).toList()));
    }

    private JdbcConnection connect() throws SQLException {
        if (config.socket().isPresent()) {
            return connect(SOCKET);
        }
        Address known = answered.get();
        SQLException failure = null;
        for (Address address : candidates(known)) {
            try {
                JdbcConnection connection = connect(address);
                answered.compareAndSet(known, address);
                return connection;
            } catch (SQLException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        throw failure == null ? new SQLException("no address is given", "08001") : failure;
    }

    private List<Address> candidates(Address known) {
        if (known == null) {
            return config.addresses();
        }
        return switch (use) {
            case SOURCE -> List.of(known);
            case TARGET ->
                Stream.concat(Stream.of(known), config.addresses().stream().filter(other -> !other.equals(known)))
                        .toList();
        };
    }

    private JdbcConnection connect(Address address) throws SQLException {
        if (!nearness.proven(address)) {
            return connect(address, properties);
        }
        try {
            return connect(address, DriverProperties.unencrypted(properties));
        } catch (SQLException refused) {
            try {
                JdbcConnection encrypted = connect(address, properties);
                nearness.insists();
                return encrypted;
            } catch (SQLException e) {
                e.addSuppressed(refused);
                throw e;
            }
        }
    }

    private JdbcConnection connect(Address address, Properties with) throws SQLException {
        String database = URLEncoder.encode(config.database(), StandardCharsets.UTF_8);
        Properties copy = new Properties();
        copy.putAll(with);
        Connection connection = DRIVER.connect("jdbc:mysql://" + address + "/" + database, copy);
        if (connection == null) {
            throw new SQLException("the driver does not understand the address " + address, "08001");
        }
        return connection.unwrap(JdbcConnection.class);
    }

    /** Asks the server to end what a connection is doing; a connection that is gone does nothing any more. */
    void killQuery(long connectionId) {
        try (Connection control = connect();
                Statement statement = control.createStatement()) {
            statement.execute("KILL QUERY " + connectionId);
        } catch (SQLException e) {
            if (e.getErrorCode() != 1094 && SqlFailures.kind(e) != io.tranche.dialect.SqlFailure.Kind.CONNECTION_LOST) {
                throw SqlFailures.of(e);
            }
        }
    }
}
