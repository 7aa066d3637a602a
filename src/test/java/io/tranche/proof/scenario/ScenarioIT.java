package io.tranche.proof.scenario;

import io.tranche.config.Vendor;
import io.tranche.proof.site.Databases;
import io.tranche.testing.EmbeddedRedis;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each scenario file on each server; {@code -Dtranche.scenario=name} runs one. Keys are in Redis on MySQL, whose SQL is mostly
 * that of MariaDB, and in this process elsewhere.
 */
class ScenarioIT {
    private static final Optional<String> ONLY = Optional.ofNullable(System.getProperty("tranche.scenario"));

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicContainer> givesTheRowsThatTheFileExpects() throws IOException, SQLException {
        List<Scenario> scenarios = Scenario.all().stream()
                .filter(scenario -> ONLY.map(scenario.name()::equals).orElse(true))
                .toList();
        List<DynamicContainer> containers = new ArrayList<>();
        for (TestServer server : servers()) {
            OptionalInt redis = server.vendor() == Vendor.MYSQL ? EmbeddedRedis.sharedPort() : OptionalInt.empty();
            int version = version(server);
            containers.add(DynamicContainer.dynamicContainer(
                    server + " " + version + (redis.isPresent() ? " with keys in Redis" : ""),
                    scenarios.stream().flatMap(scenario -> test(server, version, scenario, redis))));
        }
        return containers.stream();
    }

    private static List<TestServer> servers() {
        return Stream.concat(
                        Servers.each(Vendor.MARIADB, Vendor.MYSQL, Vendor.POSTGRESQL),
                        Servers.findOldPostgresql().stream())
                .toList();
    }

    private static int version(TestServer server) throws SQLException {
        try (Connection connection = server.connection("")) {
            return connection.getMetaData().getDatabaseMajorVersion();
        }
    }

    private Stream<DynamicTest> test(TestServer server, int version, Scenario scenario, OptionalInt redis) {
        if (!scenario.runsOn(server.vendor(), version)) {
            return Stream.empty();
        }
        Databases databases = new Databases(server, "scenario_source", "scenario_target");
        return Stream.of(DynamicTest.dynamicTest(
                scenario.toString(), () -> new ScenarioRun(scenario, databases, folder, redis).run()));
    }
}
