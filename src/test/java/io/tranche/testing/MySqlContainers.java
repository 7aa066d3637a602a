package io.tranche.testing;

import io.tranche.config.Address;
import io.tranche.config.Vendor;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** MySQL and MariaDB as containers. Testcontainers removes them when the JVM ends. */
final class MySqlContainers {
    private static final String PASSWORD = "tranche";
    private static final int PORT = 3306;

    private MySqlContainers() {}

    static TestServer mariadb() {
        return start(
                Vendor.MARIADB,
                "mariadb:11.4",
                "MARIADB_ROOT_PASSWORD",
                "--log-bin=binlog",
                "--innodb-flush-log-at-trx-commit=0");
    }

    static TestServer mysql() {
        return start(
                Vendor.MYSQL,
                "mysql:8.4",
                "MYSQL_ROOT_PASSWORD",
                "--innodb-flush-log-at-trx-commit=0",
                "--restrict-fk-on-non-standard-key=OFF");
    }

    @SuppressWarnings("resource") // lives as long as the JVM
    private static TestServer start(Vendor vendor, String image, String passwordVariable, String... arguments) {
        String[] command = new String[arguments.length + 5];
        System.arraycopy(arguments, 0, command, 0, arguments.length);
        command[arguments.length] = "--local-infile=ON";
        command[arguments.length + 1] = "--max-allowed-packet=128M";
        command[arguments.length + 2] = "--server-id=1";
        command[arguments.length + 3] = "--sync-binlog=0";
        command[arguments.length + 4] = "--max-connections=300";
        GenericContainer<?> container = new GenericContainer<>(image)
                .withEnv(passwordVariable, PASSWORD)
                .withCommand(command)
                .withExposedPorts(PORT)
                // once for the server that only initialises, once for the real one
                .waitingFor(Wait.forLogMessage(".*ready for connections.*port: " + PORT + ".*\\s", 1)
                        .withStartupTimeout(Duration.ofMinutes(3)));
        container.start();
        Address address = new Address(container.getHost(), container.getMappedPort(PORT));
        return new MySqlTestServer(vendor, address, "root", PASSWORD);
    }
}
