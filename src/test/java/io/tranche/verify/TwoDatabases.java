package io.tranche.verify;

import io.tranche.catalog.Reference;
import io.tranche.catalog.TableName;
import io.tranche.config.ReferenceRule.Treatment;
import io.tranche.config.Vendor;
import io.tranche.dialect.Consistency;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.Source;
import io.tranche.dialect.mysql.MySqlDialect;
import io.tranche.dialect.postgresql.PostgreSqlDialect;
import io.tranche.diff.Side;
import io.tranche.progress.Listener;
import io.tranche.testing.TestServer;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A source and a target on one server, filled by hand. */
final class TwoDatabases {
    private static final int READERS = 2;

    private final TestServer server;
    private final Dialect dialect;
    private final String source;
    private final String target;

    /** @param name of the test; the databases are made anew */
    TwoDatabases(TestServer server, String name) throws SQLException {
        this.server = server;
        this.dialect = switch (server.vendor()) {
            case MARIADB, MYSQL -> new MySqlDialect();
            case POSTGRESQL -> PostgreSqlDialect.INSTANCE;
        };
        this.source = name + "_source";
        this.target = name + "_target";
        server.createDatabase(source);
        server.createDatabase(target);
    }

    TwoDatabases both(String... statements) throws SQLException {
        return source(statements).target(statements);
    }

    TwoDatabases source(String... statements) throws SQLException {
        server.execute(source, statements);
        return this;
    }

    TwoDatabases target(String... statements) throws SQLException {
        server.execute(target, statements);
        return this;
    }

    Verification verify(Reference... references) {
        return verify(Arrays.stream(references)
                .map(reference -> new ReferenceCheck(reference, Treatment.FOLLOW))
                .toList());
    }

    Verification verify(List<ReferenceCheck> checks) {
        return withBoth((inTarget, inSource) ->
                new Verifier(dialect, inTarget, Optional.of(inSource), Listener.NONE).verify(checks));
    }

    /** The only count of a verification of one reference. */
    OrphanCount count(Reference reference) {
        Verification verification = verify(reference);
        if (verification.counts().size() != 1) {
            throw new AssertionError("not checked: " + verification.unchecked());
        }
        return verification.counts().get(0);
    }

    Verification verifyWithoutSource(Reference... references) {
        List<ReferenceCheck> checks = Arrays.stream(references)
                .map(reference -> new ReferenceCheck(reference, Treatment.FOLLOW))
                .toList();
        return with(
                target, inTarget -> new Verifier(dialect, inTarget, Optional.empty(), Listener.NONE).verify(checks));
    }

    /** Compares one table, which must be comparable. */
    TableComparison compare(String table, String... changedColumns) {
        Comparison comparison = compareAll(List.of(new ComparedTable(name(table), Set.of(changedColumns))));
        if (comparison.tables().size() != 1) {
            throw new AssertionError("not compared: " + comparison.unchecked());
        }
        return comparison.tables().get(0);
    }

    Comparison compareAll(List<ComparedTable> tables) {
        return withBoth((inTarget, inSource) ->
                new RowComparison(dialect, inTarget, inSource, Listener.NONE, 3).compare(tables));
    }

    /** A table of the default schema. */
    TableName name(String table) {
        return new TableName(server.vendor() == Vendor.POSTGRESQL ? "public" : "", table);
    }

    Reference reference(String child, String column, String parent, String parentColumn) {
        return reference(child, List.of(column), parent, List.of(parentColumn), Optional.empty());
    }

    Reference reference(
            String child, List<String> columns, String parent, List<String> parentColumns, Optional<String> when) {
        return new Reference(
                "to_" + parent, name(child), columns, name(parent), parentColumns, Reference.Origin.VIRTUAL, when);
    }

    /** The references that the source declares. */
    List<Reference> declared() {
        return with(source, side -> side.catalog().references());
    }

    interface OnOne<T> {
        T run(Side side);
    }

    interface OnBoth<T> {
        T run(Side target, Side source);
    }

    <T> T withBoth(OnBoth<T> work) {
        return with(target, inTarget -> with(source, inSource -> work.run(inTarget, inSource)));
    }

    private <T> T with(String database, OnOne<T> work) {
        try (Source opened = dialect.openSource(server.config(database), Listener.NONE);
                Snapshot snapshot = opened.snapshot(READERS, Consistency.SNAPSHOT, Optional.empty())) {
            return work.run(new Side(database, opened.catalog(), snapshot));
        }
    }

    Dialect dialect() {
        return dialect;
    }
}
