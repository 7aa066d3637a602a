package io.tranche.demo;

import io.tranche.config.Vendor;
import io.tranche.error.RunFailure;
import io.tranche.report.SliceReport;
import io.tranche.run.Demonstration;
import io.tranche.run.SliceRequest;
import io.tranche.run.SliceRun;
import io.tranche.run.Surroundings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Fills a shop's database on a server of its own, slices it and shows what came out. The environment may say where the
 * server binaries are ({@code TRANCHE_DEMO_LIB}) and that keys go to a Redis server ({@code TRANCHE_DEMO_REDIS=true}).
 */
public final class Demo implements Demonstration {
    private static final String SOURCE = "shop";
    private static final String TARGET = "shop_slice";

    @Override
    public int run(String server, Surroundings surroundings, PrintStream results) {
        Vendor vendor = Vendor.valueOf(server.toUpperCase(Locale.ROOT));
        try {
            Libraries libraries = Libraries.of(libraryFolder(surroundings));
            Path folder = Files.createTempDirectory("tranche-demo-");
            try (DemoServer database = DemoServer.start(vendor, libraries, DemoServer.Settings.THROWAWAY)) {
                return run(database, libraries, folder, surroundings, new DemoText(results));
            } finally {
                Files.deleteIfExists(folder.resolve("schema.yml"));
                Files.deleteIfExists(folder.resolve("config.yml"));
                Files.deleteIfExists(folder);
            }
        } catch (IOException | SQLException e) {
            throw new RunFailure("The demo cannot go on: " + e.getMessage(), e);
        }
    }

    private int run(DemoServer server, Libraries libraries, Path folder, Surroundings surroundings, DemoText text)
            throws IOException, SQLException {
        text.server(server.version());
        text.source(fill(server));
        Path rules = Files.writeString(folder.resolve("schema.yml"), Shop.rules());
        text.rules(Shop.rules());
        SliceReport report = slice(server, libraries, rules, surroundings);
        try (Connection source = server.connect(SOURCE);
                Connection target = server.connect(TARGET)) {
            text.slice(report, Shop.counts(source), Shop.counts(target));
        }
        text.next(server.url("your_database"));
        return report.hasOwnOrphans() ? 1 : 0;
    }

    private static Map<String, Long> fill(DemoServer server) throws SQLException, IOException {
        server.createDatabase(SOURCE);
        server.createDatabase(TARGET);
        try (Connection connection = server.connect(SOURCE)) {
            Shop.fill(connection);
            return Shop.counts(connection);
        }
    }

    private static SliceReport slice(DemoServer server, Libraries libraries, Path rules, Surroundings surroundings)
            throws IOException {
        if (!Boolean.parseBoolean(surroundings.environment().getOrDefault("TRANCHE_DEMO_REDIS", "false"))) {
            return slice(server, rules, Optional.empty(), surroundings);
        }
        try (RedisDemoServer redis = RedisDemoServer.start(libraries)) {
            Path config = Files.writeString(rules.resolveSibling("config.yml"), redis.config());
            return slice(server, rules, Optional.of(config), surroundings);
        }
    }

    private static SliceReport slice(DemoServer server, Path rules, Optional<Path> config, Surroundings surroundings) {
        SliceRequest request = new SliceRequest(
                List.of(server.url(SOURCE)),
                Optional.of(server.url(TARGET)),
                config,
                rules,
                List.of(),
                Map.of(),
                OptionalInt.empty(),
                new SliceRequest.Flags(true, false, false, SliceRequest.Resume.NONE, false, false, false));
        return new SliceRun(request, surroundings).run();
    }

    /** Beside the program's jar, or beside its classes. */
    private static Path libraryFolder(Surroundings surroundings) throws IOException {
        String given = surroundings.environment().get("TRANCHE_DEMO_LIB");
        if (given != null) {
            return Path.of(given);
        }
        try {
            Path code = Path.of(Demo.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return code.resolveSibling("demo-lib");
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
