package io.tranche.plan;

import io.tranche.catalog.Column;
import io.tranche.catalog.Reference;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.config.ConnectionConfig;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.KeyForm;
import io.tranche.dialect.Output;
import io.tranche.dialect.RowStatements;
import io.tranche.dialect.Source;
import io.tranche.dialect.Target;
import io.tranche.progress.Listener;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Words of a database that is not there: integers are integers, everything else is text in its charset. */
final class FakeDialect implements Dialect {
    @Override
    public String family() {
        return "fake";
    }

    @Override
    public String quote(String identifier) {
        return "[" + identifier + "]";
    }

    @Override
    public String quote(TableName table) {
        return quote(table.toString());
    }

    @Override
    public KeyForm form(List<Column> columns) {
        return new KeyForm(
                columns.size() == 1 && columns.get(0).type().name().equals("int"),
                columns.stream().map(FakeDialect::word).toList());
    }

    @Override
    public KeyForm form(List<Column> child, List<Column> parent) {
        return form(child);
    }

    /** Floats stand for the types whose line text is not their key text. */
    @Override
    public boolean inLine(Column column, String form) {
        return !column.type().name().equals("float");
    }

    @Override
    public boolean storable(Column from, Column to) {
        return from.type().equals(to.type());
    }

    @Override
    public String joinCondition(Reference reference, Table child, Table parent, String childAlias, String parentAlias) {
        return childAlias + "=" + parentAlias;
    }

    @Override
    public String sample(TableName table, List<Column> key, double share) {
        return "sample(" + key.get(0).name() + ", " + share + ")";
    }

    @Override
    public String rowHash(Table table, List<Output> columns, String function) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String bucket(Table table, List<Column> key, int buckets) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String keyIn(TableName table, List<Column> key, List<List<String>> values) {
        return key.get(0).name() + " in " + values;
    }

    @Override
    public Optional<LocalDateTime> time(String text) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String notBefore(TableName table, Column column, LocalDateTime time) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isTime(Column column) {
        return false;
    }

    @Override
    public TableName reserved(String name) {
        return TableName.of("tranche_" + name);
    }

    @Override
    public List<String> createReserved(String name, Map<String, ReservedType> columns, List<String> key) {
        return List.of();
    }

    @Override
    public List<String> dropReserved(String name) {
        return List.of();
    }

    @Override
    public byte[] script(List<Definition> definitions) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> referenceChecks(ReferenceChecks wanted) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RowStatements rowStatements() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Source openSource(ConnectionConfig connection, Listener listener) {
        throw new UnsupportedOperationException("there is no server");
    }

    @Override
    public Target openTarget(ConnectionConfig connection, Listener listener) {
        throw new UnsupportedOperationException("there is no server");
    }

    private static String word(Column column) {
        return column.type().name()
                + column.type().charset().map(charset -> ":" + charset).orElse("");
    }
}
