package io.tranche.testing;

import io.tranche.config.Address;
import io.tranche.config.Vendor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;

/**
 * The servers that tests run on: one of a vendor in a test JVM, started when first asked for, stopped with the JVM.
 *
 * <p>A URL in the environment wins ({@code TRANCHE_TEST_MARIADB_URL=mysql://user:password@host:port}); else a container,
 * where a Docker daemon answers; else binaries from Maven artifacts. Where none of them works the tests are skipped with
 * one loud line, or fail if {@code -Dtranche.test.requireServers=true}.
 */
public final class Servers {
    private static final Map<Vendor, Optional<TestServer>> STARTED = new EnumMap<>(Vendor.class);
    private static final Optional<String> ONLY = Optional.ofNullable(System.getProperty("tranche.test.vendor"));
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ROOM = 4L << 30;
    private static final Map<Vendor, Optional<RestartableServer>> RESTARTABLE = new EnumMap<>(Vendor.class);

    /** A database of which the restartable MariaDB's log says nothing. */
    public static final String UNLOGGED = "it_unlogged";

    private static Optional<TestServer> oldPostgresql;
    private static Optional<TestServer> dumpedPostgresql;
    private static Optional<TestServer> loggingPostgresql;

    /** Held, for loggers that nobody holds forget their level. */
    private static final List<Logger> QUIET = Stream.of("ch.vorburger", "org.testcontainers", "com.zaxxer", "io.zonky")
            .map(Logger::getLogger)
            .peek(logger -> logger.setLevel(Level.OFF))
            .toList();

    private Servers() {}

    public static TestServer mariadb() {
        return of(Vendor.MARIADB);
    }

    public static TestServer mysql() {
        return of(Vendor.MYSQL);
    }

    public static TestServer postgresql() {
        return of(Vendor.POSTGRESQL);
    }

    /**
     * The oldest PostgreSQL that is spoken to, beside the one of {@link #postgresql}. It comes as an artifact only; the
     * calling test is skipped (or fails) where that is not there.
     */
    public static TestServer oldPostgresql() {
        return findOldPostgresql()
                .orElseGet(() -> Assumptions.abort("no old PostgreSQL can be started on this machine"));
    }

    /** As {@link #oldPostgresql}, if it can be had. */
    public static synchronized Optional<TestServer> findOldPostgresql() {
        if (oldPostgresql == null) {
            oldPostgresql = isWanted(Vendor.POSTGRESQL) ? startOldPostgresql() : Optional.empty();
        }
        return oldPostgresql;
    }

    private static Optional<TestServer> startOldPostgresql() {
        return start("PostgreSQL 10", () -> PostgreSqlBinary.start("postgresql-old"));
    }

    /** A PostgreSQL that the dump program of a stable distribution reads; as an artifact only. */
    public static synchronized TestServer dumpedPostgresql() {
        if (dumpedPostgresql == null) {
            dumpedPostgresql = start("PostgreSQL 15", () -> PostgreSqlBinary.start("postgresql-dumped"));
        }
        return dumpedPostgresql.orElseGet(() -> Assumptions.abort("no PostgreSQL 15 can be started on this machine"));
    }

    /** A PostgreSQL whose log holds every statement as {@code user:LOG:  statement: …}; as an artifact only. */
    public static synchronized TestServer loggingPostgresql() {
        if (loggingPostgresql == null) {
            loggingPostgresql = start("PostgreSQL", PostgreSqlBinary::startLogging);
        }
        return loggingPostgresql.orElseGet(() -> Assumptions.abort("no PostgreSQL can be started on this machine"));
    }

    /**
     * A MariaDB or PostgreSQL that can be restarted; as an artifact only. The MariaDB's binary log leaves the database
     * {@link #UNLOGGED} out.
     */
    public static synchronized RestartableServer restartable(Vendor vendor) {
        Optional<RestartableServer> server = isWanted(vendor)
                ? RESTARTABLE.computeIfAbsent(
                        vendor, name -> start(name + " to be restarted", () -> startRestartable(name)))
                : Optional.empty();
        return server.orElseGet(() -> Assumptions.abort("no " + vendor + " can be started on this machine"));
    }

    private static RestartableServer startRestartable(Vendor vendor) throws IOException {
        return switch (vendor) {
            case MARIADB -> MariaDbBinary.startRestartable("--binlog-ignore-db=" + UNLOGGED);
            case POSTGRESQL -> PostgreSqlBinary.startRestartable();
            case MYSQL -> throw new IllegalArgumentException("nobody needs it");
        };
    }

    /** The vendor's server; the calling test is skipped (or fails) if there is none. */
    public static TestServer of(Vendor vendor) {
        return find(vendor)
                .orElseGet(() -> Assumptions.abort("no " + vendor + " server can be started on this machine"));
    }

    /** The vendor's server, if it can be had; fails if there is none though servers are required. */
    public static synchronized Optional<TestServer> find(Vendor vendor) {
        return STARTED.computeIfAbsent(vendor, Servers::start);
    }

    /** Those of the vendors' servers that can be had; {@code -Dtranche.test.vendor=postgresql} leaves one. */
    public static Stream<TestServer> each(Vendor... vendors) {
        return Stream.of(vendors).filter(Servers::isWanted).map(Servers::find).flatMap(Optional::stream);
    }

    private static boolean isWanted(Vendor vendor) {
        return ONLY.map(vendor.name()::equalsIgnoreCase).orElse(true);
    }

    private static Optional<TestServer> start(Vendor vendor) {
        return start(vendor.name(), () -> startOrThrow(vendor));
    }

    private interface Start<T> {
        T run() throws IOException;
    }

    private static <T> Optional<T> start(String vendor, Start<T> start) {
        try {
            return Optional.of(start.run());
        } catch (IOException | RuntimeException | LinkageError e) {
            if (Boolean.getBoolean("tranche.test.requireServers")) {
                return Assertions.fail("no " + vendor + " server, though tests require one", e);
            }
            System.err.println("\n##### SKIPPED: all tests on " + vendor + ", its server does not start: " + e + "\n");
            return Optional.empty();
        }
    }

    private static TestServer startOrThrow(Vendor vendor) throws IOException {
        String url = System.getenv("TRANCHE_TEST_" + vendor.name() + "_URL");
        if (url != null && !url.isBlank()) {
            return external(vendor, URI.create(url));
        }
        boolean docker = DockerClientFactory.instance().isDockerAvailable();
        return switch (vendor) {
            case MARIADB -> docker ? MySqlContainers.mariadb() : MariaDbBinary.start();
            case MYSQL -> docker ? MySqlContainers.mysql() : MySqlBinary.start();
            case POSTGRESQL -> docker ? PostgreSqlContainers.start() : PostgreSqlBinary.start();
        };
    }

    private static TestServer external(Vendor vendor, URI url) {
        String[] login = Optional.ofNullable(url.getUserInfo()).orElse("root").split(":", 2);
        Address address = new Address(url.getHost(), url.getPort() < 0 ? standardPort(vendor) : url.getPort());
        return switch (vendor) {
            case MARIADB, MYSQL -> new MySqlTestServer(vendor, address, login[0], login.length > 1 ? login[1] : "");
            case POSTGRESQL -> new PostgreSqlTestServer(address, login[0], login.length > 1 ? login[1] : "");
        };
    }

    private static int standardPort(Vendor vendor) {
        return vendor == Vendor.POSTGRESQL ? 5432 : 3306;
    }

    /** Where binaries are unpacked once for all test runs: beside the classes, so that a clean build removes them. */
    static Path unpacked(String name) {
        return Path.of("target", "servers", name.toLowerCase(Locale.ROOT)).toAbsolutePath();
    }

    /**
     * A new folder for a server's data: in memory where there is room for some servers, for what a disk is made to keep is
     * most of what a small database costs. The caller removes it.
     */
    static Path dataFolder(String prefix) throws IOException {
        boolean room = Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= ROOM;
        return room ? Files.createTempDirectory(MEMORY, prefix) : Files.createTempDirectory(prefix);
    }

    /** What must not be done by two test JVMs at once. */
    interface Work<T> {
        T run() throws IOException;
    }

    /** Unpacks while no other test JVM does. */
    static <T> T unpacking(Work<T> work) throws IOException {
        Path lock = unpacked("lock");
        Files.createDirectories(lock.getParent());
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assert held.isValid();
            return work.run();
        }
    }

    static Address freeAddress() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Address("127.0.0.1", socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a folder with all that is in it. */
    static void remove(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    static boolean runsAsRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
