package io.tranche.demo;

import io.tranche.config.Vendor;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** A database server of the demo's own, on a free port of 127.0.0.1. Stops and forgets everything when closed. */
public interface DemoServer extends AutoCloseable {
    /** How a server is set up. */
    enum Settings {
        /** Nothing that it holds matters: it need not reach the disk. */
        THROWAWAY,
        /** The server's own defaults, but that MySQL takes LOAD DATA LOCAL. */
        DEFAULTS
    }

    /** @throws io.tranche.error.Refusal if its binaries are not there */
    static DemoServer start(Vendor vendor, Libraries libraries, Settings settings) throws IOException {
        return switch (vendor) {
            case MARIADB -> MySqlDemoServer.mariadb(libraries, settings);
            case MYSQL -> MySqlDemoServer.mysql(libraries, settings);
            case POSTGRESQL -> PostgreSqlDemoServer.start(libraries, settings);
        };
    }

    /** The vendor and version in the server's own words. */
    String version() throws SQLException;

    /** As {@code --read} and {@code --write} take it. */
    String url(String database);

    void createDatabase(String name) throws SQLException;

    /** A session for the demo's own rows: references are not checked while tables are filled. */
    Connection connect(String database) throws SQLException;

    @Override
    void close();
}
