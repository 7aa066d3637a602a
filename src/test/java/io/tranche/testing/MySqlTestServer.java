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

/** A MySQL or MariaDB server. */
record MySqlTestServer(Vendor vendor, Address address, String user, String password) implements TestServer {
    private static final Tls PLAIN = new Tls(Tls.Mode.DISABLE, Optional.empty(), Optional.empty(), Optional.empty());

    @Override
    public void createDatabase(String name) throws SQLException {
        execute("", "DROP DATABASE IF EXISTS `" + name + "`", "CREATE DATABASE `" + name + "` CHARACTER SET utf8mb4");
    }

    @Override
    public String url(String database) {
        return plainUrl(database) + "&user=" + user + (password.isEmpty() ? "" : "&password=" + password);
    }

    private String plainUrl(String database) {
        return "jdbc:mysql://" + address + "/" + database + "?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                + "&allowLoadLocalInfile=true";
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
                vendor.name().toLowerCase(java.util.Locale.ROOT) + "/" + database,
                vendor,
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
        return vendor.name();
    }
}
