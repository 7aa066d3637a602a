package io.tranche.testing;

import io.tranche.config.Address;
import io.tranche.config.ConnectionConfig;
import io.tranche.config.Secret;
import io.tranche.config.Tls;
import io.tranche.config.Vendor;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** A PostgreSQL server. The database without a name is {@code postgres}. */
record PostgreSqlTestServer(Address address, String user, String password) implements TestServer {
    private static final Tls PLAIN = new Tls(Tls.Mode.DISABLE, Optional.empty(), Optional.empty(), Optional.empty());

    @Override
    public Vendor vendor() {
        return Vendor.POSTGRESQL;
    }

    @Override
    public void createDatabase(String name) throws SQLException {
        execute(
                "",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'",
                "DROP DATABASE IF EXISTS \"" + name + "\"",
                "CREATE DATABASE \"" + name + "\" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'");
    }

    @Override
    public String url(String database) {
        return plainUrl(database) + "?user=" + user + (password.isEmpty() ? "" : "&password=" + password);
    }

    private String plainUrl(String database) {
        return "jdbc:postgresql://" + address + "/" + (database.isEmpty() ? "postgres" : database);
    }

    @Override
    public Connection connection(String database) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        return DriverManager.getConnection(plainUrl(database), login);
    }

    @Override
    public ConnectionConfig config(String database) {
        return new ConnectionConfig(
                "postgresql/" + database,
                Vendor.POSTGRESQL,
                List.of(address),
                Optional.empty(),
                Optional.of(user),
                password.isEmpty() ? Optional.empty() : Optional.of(new Secret(password)),
                database,
                PLAIN,
                List.of(),
                false,
                Map.of());
    }

    @Override
    public String toString() {
        return "POSTGRESQL";
    }
}
