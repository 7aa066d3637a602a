package io.tranche.proof.scenario;

import io.tranche.config.Vendor;
import io.tranche.proof.site.Databases;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each scenario file on each server; {@code -Dtranche.scenario=name} runs one. */
class ScenarioIT {
    private static final Optional<String> ONLY = Optional.ofNullable(System.getProperty("tranche.scenario"));
    private static final List<Vendor> VENDORS = List.of(Vendor.MARIADB, Vendor.MYSQL);

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicContainer> givesTheRowsThatTheFileExpects() throws IOException {
        List<Scenario> scenarios = Scenario.all().stream()
                .filter(scenario -> ONLY.map(scenario.name()::equals).orElse(true))
                .toList();
        return VENDORS.stream()
                .map(Servers::find)
                .flatMap(Optional::stream)
                .map(server -> DynamicContainer.dynamicContainer(
                        server.toString(), scenarios.stream().flatMap(scenario -> test(server, scenario))));
    }

    private Stream<DynamicTest> test(TestServer server, Scenario scenario) {
        if (!scenario.runsOn(server.vendor())) {
            return Stream.empty();
        }
        Databases databases = new Databases(server, "scenario_source", "scenario_target");
        return Stream.of(
                DynamicTest.dynamicTest(scenario.toString(), () -> new ScenarioRun(scenario, databases, folder).run()));
    }
}
