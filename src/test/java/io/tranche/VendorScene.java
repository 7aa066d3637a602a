package io.tranche;

import io.tranche.progress.Listener;
import io.tranche.report.SyncReport;
import io.tranche.run.DiffRun;
import io.tranche.run.DifferenceOutput;
import io.tranche.run.RowKeys;
import io.tranche.run.Surroundings;
import io.tranche.run.SyncRequest;
import io.tranche.run.SyncRun;
import io.tranche.testing.SyncRequests;
import io.tranche.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A database of MySQL or MariaDB, one of PostgreSQL, and the comparison of the two, either of which may be the source. */
final class VendorScene {
    private static final String DATABASE = "between_vendors";

    private final TestServer mysql;
    private final TestServer postgresql;
    private final Path folder;

    /** The databases are made anew. */
    VendorScene(TestServer mysql, TestServer postgresql, Path folder) throws SQLException {
        this.mysql = mysql;
        this.postgresql = postgresql;
        this.folder = folder;
        mysql.createDatabase(DATABASE);
        postgresql.createDatabase(DATABASE);
    }

    VendorScene mysql(String... statements) throws SQLException {
        mysql.execute(DATABASE, statements);
        return this;
    }

    VendorScene postgresql(String... statements) throws SQLException {
        postgresql.execute(DATABASE, statements);
        return this;
    }

    /** Empties one of PostgreSQL's. */
    void truncate(String table) {
        try {
            postgresql("TRUNCATE " + table);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** schema.yml. */
    VendorScene rules(String yaml) throws IOException {
        Files.writeString(folder.resolve("schema.yml"), yaml);
        return this;
    }

    /** Which side is the source. */
    enum Source {
        MYSQL,
        POSTGRESQL
    }

    SyncReport diff(Source source, DifferenceOutput output) {
        return diff(source, Listener.NONE, output);
    }

    SyncReport diff(Source source, Listener listener, DifferenceOutput output) {
        return new DiffRun(request(source), surroundings(listener)).run(output);
    }

    /** {@code diff --rows}. */
    Set<String> rows(Source source) {
        Set<String> lines = new TreeSet<>();
        diff(source, new RowKeys(lines::add));
        return lines;
    }

    void sync(Source source) {
        new SyncRun(request(source), surroundings()).run();
    }

    void rehearse(Source source) {
        new DiffRun(request(source), surroundings()).rehearse();
    }

    private SyncRequest request(Source source) {
        TestServer from = source == Source.MYSQL ? mysql : postgresql;
        TestServer to = source == Source.MYSQL ? postgresql : mysql;
        return SyncRequests.of(from.url(DATABASE), to.url(DATABASE));
    }

    private Surroundings surroundings() {
        return surroundings(Listener.NONE);
    }

    private Surroundings surroundings(Listener listener) {
        return new Surroundings(Map.of(), folder, listener, (lines, question) -> Optional.empty());
    }
}
