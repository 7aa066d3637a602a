package io.tranche.testing;

import io.tranche.config.Address;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** PostgreSQL as a container. Testcontainers removes it when the JVM ends. */
final class PostgreSqlContainers {
    private static final String PASSWORD = "tranche";
    private static final int PORT = 5432;

    private PostgreSqlContainers() {}

    @SuppressWarnings("resource") // lives as long as the JVM
    static TestServer start() {
        GenericContainer<?> container = new GenericContainer<>("postgres:18")
                .withEnv("POSTGRES_PASSWORD", PASSWORD)
                .withCommand("-c", "fsync=off", "-c", "max_connections=200")
                .withExposedPorts(PORT)
                // once for the server that only initialises, once for the real one
                .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*\\s", 2)
                        .withStartupTimeout(Duration.ofMinutes(3)));
        container.start();
        Address address = new Address(container.getHost(), container.getMappedPort(PORT));
        return new PostgreSqlTestServer(address, "postgres", PASSWORD);
    }
}
