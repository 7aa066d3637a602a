package io.tranche.dialect.postgresql;

import io.tranche.catalog.Column;
import io.tranche.catalog.Reference;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.config.ConnectionConfig;
import io.tranche.dialect.Canonical;
import io.tranche.dialect.CanonicalForm;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.KeyForm;
import io.tranche.dialect.Output;
import io.tranche.dialect.RowStatements;
import io.tranche.dialect.Source;
import io.tranche.dialect.Target;
import io.tranche.progress.Listener;
import io.tranche.row.RowForm;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** PostgreSQL 10 and later. */
public final class PostgreSqlDialect implements Dialect {
    public static final PostgreSqlDialect INSTANCE = new PostgreSqlDialect();

    private static final String RESERVED_SCHEMA = "tranche";

    private PostgreSqlDialect() {}

    @Override
    public String family() {
        return "postgresql";
    }

    @Override
    public String quote(String identifier) {
        return Quoting.identifier(identifier);
    }

    @Override
    public String quote(TableName table) {
        return Quoting.table(table);
    }

    @Override
    public String from(Table table) {
        return Quoting.from(table);
    }

    @Override
    public KeyForm form(List<Column> columns) {
        List<String> words = columns.stream()
                .map(PostgreSqlType::of)
                .map(PostgreSqlType::word)
                .toList();
        boolean integer =
                columns.size() == 1 && PostgreSqlType.of(columns.get(0)).integer();
        return new KeyForm(integer, words);
    }

    /** The child's own: keys are asked for in the child's type, as foreign keys do. Equal words are equal forms. */
    @Override
    public KeyForm form(List<Column> child, List<Column> parent) {
        return form(child);
    }

    /** Always: a key's field is the column's COPY text. */
    @Override
    public boolean inLine(Column column, String form) {
        return true;
    }

    @Override
    public boolean storable(Column from, Column to) {
        return Storability.holds(from, to);
    }

    /** Binary, where all columns are of one type on both sides whose binary values mean the same on both. */
    @Override
    public RowForm rowForm(List<Column> from, List<Column> to, Set<Column> keys) {
        boolean binary = !from.isEmpty() && keys.stream().allMatch(BinaryTypes::isReadable);
        for (int i = 0; i < from.size(); i++) {
            binary &= BinaryTypes.holds(from.get(i))
                    && from.get(i).type().full().equals(to.get(i).type().full())
                    && from.get(i).type().name().equals(to.get(i).type().name());
        }
        return binary ? RowForm.BINARY : RowForm.TEXT;
    }

    @Override
    public String joinCondition(Reference reference, Table child, Table parent, String childAlias, String parentAlias) {
        List<String> terms = new ArrayList<>();
        for (int i = 0; i < reference.childColumns().size(); i++) {
            Column from = child.columnOf(reference.childColumns().get(i));
            Column to = parent.columnOf(reference.parentColumns().get(i));
            PostgreSqlType type = PostgreSqlType.of(to);
            String value =
                    Comparison.adapted(quote(childAlias) + "." + quote(from.name()), PostgreSqlType.of(from), type);
            terms.add(Comparison.equal(
                    quote(parentAlias) + "." + quote(to.name()), type, Comparison.collated(value, to)));
        }
        return String.join(" AND ", terms);
    }

    /** The first 32 bits of a digest as a number below a bound; the digest is the same on every version and machine. */
    @Override
    public String sample(TableName table, List<Column> key, double share) {
        String text = key.isEmpty()
                ? "CAST(" + quote(table.name()) + ".* AS pg_catalog.text)"
                : key.stream()
                        .map(column -> "CAST(" + quote(table, column.name()) + " AS pg_catalog.text)")
                        .collect(Collectors.joining(", ", "pg_catalog.concat_ws(E'\\t', ", ")"));
        long bound = Math.round(share * (1L << 32));
        return "CAST(CAST('x' || pg_catalog.left(pg_catalog.md5(" + text
                + "), 8) AS pg_catalog.\"bit\"(32)) AS pg_catalog.int8) < " + bound;
    }

    /** As the column's own type: {@code numeric(10,2)} has its two digits, {@code char(5)} its blanks. */
    @Override
    public Optional<String> compared(TableName table, Column column, Column stored, Optional<String> mask) {
        return mask.map(sql -> "CAST((" + sql + "\n) AS " + stored.type().full() + ")");
    }

    @Override
    public Map<CanonicalForm, Canonical> canonical(TableName table, Column column) {
        return CanonicalValues.of(column);
    }

    @Override
    public String rowHash(Table table, List<Output> columns, String function) {
        return RowHash.of(table.name(), columns, function);
    }

    @Override
    public String bucket(Table table, List<Column> key, int buckets) {
        return RowHash.bucket(table.name(), key, buckets);
    }

    /** The values become the columns' own types: {@code '7'} finds the integer 7. */
    @Override
    public String keyIn(TableName table, List<Column> key, List<List<String>> values) {
        String columns = key.stream().map(column -> quote(table, column.name())).collect(Collectors.joining(", "));
        String rows = values.stream()
                .map(row -> row.stream().map(Quoting::literal).collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
        return "(" + columns + ") IN (" + rows + ")";
    }

    @Override
    public TableName reserved(String name) {
        return new TableName(RESERVED_SCHEMA, name);
    }

    @Override
    public List<String> createReserved(String name, Map<String, ReservedType> columns, List<String> key) {
        String list = columns.entrySet().stream()
                .map(column -> quote(column.getKey()) + " " + type(column.getValue()) + " NOT NULL")
                .collect(Collectors.joining(", "));
        String primary = key.stream().map(this::quote).collect(Collectors.joining(", "));
        return List.of(
                "CREATE SCHEMA IF NOT EXISTS " + RESERVED_SCHEMA,
                "CREATE TABLE IF NOT EXISTS " + quote(reserved(name)) + " (" + list + ", PRIMARY KEY (" + primary
                        + "))");
    }

    private static String type(ReservedType type) {
        return switch (type) {
            case NAME, TEXT -> "pg_catalog.text";
            case NUMBER -> "pg_catalog.int8";
        };
    }

    /** The schema goes with its last table; RESTRICT would fail while there are others, so it is asked first. */
    @Override
    public List<String> dropReserved(String name) {
        return List.of(
                "DROP TABLE IF EXISTS " + quote(reserved(name)),
                """
                DO $tranche$ BEGIN
                  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_class c
                                 JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                                 WHERE n.nspname = 'tranche') THEN
                    DROP SCHEMA IF EXISTS tranche;
                  END IF;
                END $tranche$""");
    }

    @Override
    public boolean oneTransactionLater(String before, String now) {
        return TransactionPosition.oneTransactionLater(before, now);
    }

    @Override
    public boolean isTime(Column column) {
        return Set.of("timestamp", "timestamptz").contains(column.type().name());
    }

    @Override
    public Optional<LocalDateTime> time(String text) {
        return Times.read(text);
    }

    @Override
    public String notBefore(TableName table, Column column, LocalDateTime time) {
        return Times.notBefore(table, column, time);
    }

    @Override
    public byte[] script(List<Definition> definitions) {
        return Script.of(definitions).getBytes(StandardCharsets.UTF_8);
    }

    /** A user who may not set this has foreign keys that act anyway. */
    @Override
    public List<String> referenceChecks(ReferenceChecks wanted) {
        String role = wanted == ReferenceChecks.ON ? "origin" : "replica";
        return List.of(
                """
                DO $tranche$ BEGIN PERFORM pg_catalog.set_config('session_replication_role', '%s', false); \
                EXCEPTION WHEN insufficient_privilege THEN NULL; END $tranche$"""
                        .formatted(role));
    }

    @Override
    public boolean wantsPassword(ConnectionConfig connection) {
        try (Connection opened = new Connections(connection, Connections.Side.SOURCE).open()) {
            return opened.isClosed();
        } catch (SQLException e) {
            // the driver's own word for a missing one, and the server's for one that does not do
            return "08004".equals(e.getSQLState()) || "28P01".equals(e.getSQLState());
        }
    }

    @Override
    public RowStatements rowStatements() {
        return new PostgreSqlRowStatements();
    }

    @Override
    public Source openSource(ConnectionConfig connection, Listener listener) {
        return PostgreSqlSource.open(connection, listener);
    }

    @Override
    public Target openTarget(ConnectionConfig connection, Listener listener) {
        return PostgreSqlTarget.open(connection, listener);
    }
}
