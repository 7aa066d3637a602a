package io.tranche.dialect.mysql;

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
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** MySQL and MariaDB, from 8.0 and from 10.4 on. */
public final class MySqlDialect implements Dialect {
    private static final int ACCESS_DENIED = 1045;

    @Override
    public String family() {
        return "mysql";
    }

    @Override
    public String quote(String identifier) {
        return Names.quote(identifier);
    }

    @Override
    public String quote(TableName table) {
        return Names.quote(table);
    }

    @Override
    public KeyForm form(List<Column> columns) {
        return formOf(columns.stream().map(KeyWord::of).toList());
    }

    @Override
    public KeyForm form(List<Column> child, List<Column> parent) {
        List<KeyWord> words = new ArrayList<>();
        IntStream.range(0, child.size()).forEach(i -> words.add(KeyWord.of(child.get(i), parent.get(i))));
        return formOf(words);
    }

    private static KeyForm formOf(List<KeyWord> words) {
        boolean integer = words.size() == 1 && words.get(0).integer();
        return new KeyForm(integer, words.stream().map(KeyWord::toString).toList());
    }

    @Override
    public boolean inLine(Column column, String form) {
        return Expressions.inLine(column, KeyWord.parse(form));
    }

    @Override
    public boolean storable(Column from, Column to) {
        return Storable.exactly(from, to);
    }

    @Override
    public boolean sameBytes(Column from, Column to) {
        return switch (ColumnKind.of(from)) {
            case TEXT, ENUM, SET -> Charsets.sameBytes(Charsets.of(from), Charsets.of(to));
            default -> true;
        };
    }

    @Override
    public String joinCondition(Reference reference, Table child, Table parent, String childAlias, String parentAlias) {
        return Comparisons.join(reference, child, parent, childAlias, parentAlias);
    }

    /**
     * Where an index leads to the row, a search for each outer row. MariaDB copies all keys of the table to a temporary one
     * for a NOT EXISTS, which takes three times as long, and knows no such trick for a scalar subquery.
     */
    @Override
    public String noRow(Table table, String alias, List<String> columns, String condition) {
        boolean indexed = table.keys().stream()
                .anyMatch(key ->
                        key.wholeColumns() && columns.contains(key.columns().get(0)));
        if (!indexed) {
            return Dialect.super.noRow(table, alias, columns, condition);
        }
        return "(SELECT 1 FROM " + from(table) + " AS " + quote(alias) + " WHERE " + condition + " LIMIT 1) IS NULL";
    }

    @Override
    public String sample(TableName table, List<Column> key, double share) {
        return Comparisons.sample(table, key, share);
    }

    @Override
    public Optional<String> compared(TableName table, Column column, Column stored, Optional<String> mask) {
        return Compared.sql(table, column, stored, mask);
    }

    @Override
    public Map<CanonicalForm, Canonical> canonical(TableName table, Column column) {
        return CanonicalValues.of(table, column);
    }

    @Override
    public String rowHash(Table table, List<Output> columns, String function) {
        return RowHash.of(table.name(), columns, function);
    }

    @Override
    public String bucket(Table table, List<Column> key, int buckets) {
        return RowHash.bucket(table.name(), key, buckets);
    }

    @Override
    public String keyIn(TableName table, List<Column> key, List<List<String>> values) {
        return WrittenKeys.in(table, key, values);
    }

    @Override
    public TableName reserved(String name) {
        return TableName.of("tranche_" + name);
    }

    @Override
    public List<String> createReserved(String name, Map<String, ReservedType> columns, List<String> key) {
        return List.of(ReservedTables.create(reserved(name), columns, key));
    }

    @Override
    public List<String> dropReserved(String name) {
        return List.of("DROP TABLE IF EXISTS " + quote(reserved(name)));
    }

    @Override
    public boolean oneTransactionLater(String before, String now) {
        return LogPosition.oneTransactionLater(before, now);
    }

    @Override
    public boolean countsTransactions(String position) {
        return LogPosition.countsTransactions(position);
    }

    @Override
    public boolean isTime(Column column) {
        return Set.of("datetime", "timestamp").contains(column.type().name());
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
        return Script.of(definitions);
    }

    @Override
    public boolean wantsPassword(ConnectionConfig connection) {
        try {
            Sessions.close(new Connections(connection, DriverProperties.Use.SOURCE).open());
            return false;
        } catch (SQLException e) {
            return e.getErrorCode() == ACCESS_DENIED;
        }
    }

    @Override
    public List<String> referenceChecks(ReferenceChecks wanted) {
        return List.of("SET SESSION foreign_key_checks = " + (wanted == ReferenceChecks.ON ? 1 : 0));
    }

    @Override
    public RowStatements rowStatements() {
        return new MySqlRowStatements();
    }

    @Override
    public Source openSource(ConnectionConfig connection, Listener listener) {
        return new MySqlSource(this, connection, listener);
    }

    @Override
    public Target openTarget(ConnectionConfig connection, Listener listener) {
        return new MySqlTarget(this, connection, listener);
    }
}
