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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each scenario file on PostgreSQL, and by turns on MariaDB or MySQL, whose SQL is mostly the same, where both can run it;
 * every other one on an old PostgreSQL, too. {@code -Dtranche.scenario=name} runs one everywhere, and {@code
 * -Dtranche.scenario.everywhere=true} all. Keys are in Redis on MySQL, and in this process elsewhere.
 */
class ScenarioIT {
    private static final Optional<String> ONLY = Optional.ofNullable(System.getProperty("tranche.scenario"));

    private static final boolean EVERYWHERE = ONLY.isPresent() || Boolean.getBoolean("tranche.scenario.everywhere");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicContainer> givesTheRowsThatTheFileExpects() throws IOException, SQLException {
        List<Scenario> scenarios = Scenario.all().stream()
                .filter(scenario -> ONLY.map(scenario.name()::equals).orElse(true))
                .toList();
        List<DynamicContainer> containers = new ArrayList<>();
        Map<TestServer, Integer> versions = versions();
        for (Map.Entry<TestServer, Integer> version : versions.entrySet()) {
            TestServer server = version.getKey();
            OptionalInt redis = server.vendor() == Vendor.MYSQL ? EmbeddedRedis.sharedPort() : OptionalInt.empty();
            containers.add(DynamicContainer.dynamicContainer(
                    server + " " + version.getValue() + (redis.isPresent() ? " with keys in Redis" : ""),
                    scenarios.stream()
                            .filter(scenario -> EVERYWHERE
                                    || isItsTurn(scenario, scenarios.indexOf(scenario) % 2 == 0, server, versions))
                            .flatMap(scenario -> test(server, version.getValue(), scenario, redis))));
        }
        return containers.stream();
    }

    private static boolean isItsTurn(
            Scenario scenario, boolean even, TestServer server, Map<TestServer, Integer> versions) {
        return switch (server.vendor()) {
            case MARIADB -> even || !runsOn(scenario, Vendor.MYSQL, versions);
            case MYSQL -> !even || !runsOn(scenario, Vendor.MARIADB, versions);
            case POSTGRESQL ->
                even || server.equals(firstOf(Vendor.POSTGRESQL, versions).orElseThrow());
        };
    }

    private static Optional<TestServer> firstOf(Vendor vendor, Map<TestServer, Integer> versions) {
        return versions.keySet().stream()
                .filter(server -> server.vendor() == vendor)
                .findFirst();
    }

    private static boolean runsOn(Scenario scenario, Vendor vendor, Map<TestServer, Integer> versions) {
        return firstOf(vendor, versions)
                .filter(server -> scenario.runsOn(vendor, versions.get(server)))
                .isPresent();
    }

    /** The servers, each with its major version. */
    private static Map<TestServer, Integer> versions() throws SQLException {
        Map<TestServer, Integer> versions = new LinkedHashMap<>();
        for (TestServer server : servers()) {
            versions.put(server, version(server));
        }
        return versions;
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
