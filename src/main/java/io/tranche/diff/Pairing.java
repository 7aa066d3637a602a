package io.tranche.diff;

import io.tranche.catalog.Column;
import io.tranche.catalog.ColumnType;
import io.tranche.catalog.Key;
import io.tranche.catalog.Table;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which columns of one table are compared, and by which key its rows are paired.
 *
 * <p>Columns are paired where equal values have equal bytes: each side can store the other's values, or both are texts of one
 * kind that differ in length alone.
 * Generated columns are left out, as each server computes its own, unless the key needs them.
 *
 * @param columns the compared columns of the target, in its order
 * @param sourceColumns their counterparts
 * @param outputs what is read of the target, in the order of {@code columns}
 * @param sourceOutputs what is read of the source: the same fields, masked
 * @param masks SQL in the place of source columns, by the target column's name
 * @param key columns that are unique and never NULL on both sides; empty: there is no such key
 * @param leftOut columns of either side that are not compared
 */
public record Pairing(
        Table target,
        Table source,
        List<Column> columns,
        List<Column> sourceColumns,
        List<Output> outputs,
        List<Output> sourceOutputs,
        Map<String, String> masks,
        List<Column> key,
        List<LeftOut> leftOut) {
    public Pairing {
        columns = List.copyOf(columns);
        sourceColumns = List.copyOf(sourceColumns);
        outputs = List.copyOf(outputs);
        sourceOutputs = List.copyOf(sourceOutputs);
        masks = Map.copyOf(masks);
        key = List.copyOf(key);
        leftOut = List.copyOf(leftOut);
    }

    /** @param changed columns of the target that are left out, as their values differ on purpose */
    public static Pairing of(Dialect dialect, Table target, Table source, Set<String> changed) {
        return of(dialect, target, source, changed, Map.of());
    }

    /**
     * With masks: what the target should hold is what they make of the source's rows.
     *
     * @param masks SQL over the source's row, by the target column's name; a masked column is part of no key
     */
    public static Pairing masked(Dialect dialect, Table target, Table source, Map<String, String> masks) {
        return of(dialect, target, source, Set.of(), masks);
    }

    private static Pairing of(
            Dialect dialect, Table target, Table source, Set<String> changed, Map<String, String> masks) {
        List<Column> columns = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        for (Column column : target.columns()) {
            Optional<String> obstacle = obstacle(dialect, column, source, changed);
            obstacle.ifPresent(reason -> leftOut.add(new LeftOut(column.name(), reason)));
            if (obstacle.isEmpty()) {
                columns.add(column);
            }
        }
        for (Column column : source.columns()) {
            if (target.column(column.name()).isEmpty()) {
                leftOut.add(new LeftOut(column.name(), "not in the target"));
            }
        }
        List<Column> unmasked = columns.stream()
                .filter(column -> !masks.containsKey(column.name()))
                .toList();
        List<Column> key = sharedKey(target, source, unmasked);
        columns.removeIf(column -> column.generated() && !key.contains(column));
        List<Column> sourceColumns = counterparts(columns, source);
        return new Pairing(
                target,
                source,
                columns,
                sourceColumns,
                outputs(dialect, target, columns, columns, Map.of()),
                outputs(dialect, source, sourceColumns, columns, masks),
                masks,
                key,
                leftOut);
    }

    /** The same rows, of which the key's columns alone are compared. Only with a key. */
    public Pairing keyAlone() {
        List<Column> sourceKey = sourceKey();
        List<Output> keyOutputs =
                key.stream().map(column -> outputs.get(columns.indexOf(column))).toList();
        List<Output> sourceKeyOutputs = key.stream()
                .map(column -> sourceOutputs.get(columns.indexOf(column)))
                .toList();
        return new Pairing(target, source, key, sourceKey, keyOutputs, sourceKeyOutputs, Map.of(), key, List.of());
    }

    /** Whether rows of the target can exchange values of a unique key beside the one that pairs them. */
    public boolean hasOtherUniqueKeys() {
        List<String> names = key.stream().map(Column::name).sorted().toList();
        return target.keys().stream()
                .filter(other -> other.kind() != Key.Kind.INDEX)
                .anyMatch(other -> !other.columns().stream().sorted().toList().equals(names));
    }

    /** The source's columns of the key, in its order. */
    public List<Column> sourceKey() {
        return counterparts(key, source);
    }

    /** Values that both databases print alike if a repair could not make them more so. */
    private static List<Output> outputs(
            Dialect dialect, Table table, List<Column> columns, List<Column> compared, Map<String, String> masks) {
        List<Output> outputs = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Optional<String> mask =
                    Optional.ofNullable(masks.get(compared.get(i).name()));
            outputs.add(
                    new Output(columns.get(i), dialect.compared(table.name(), columns.get(i), compared.get(i), mask)));
        }
        return outputs;
    }

    /** The columns of the target that a repair writes: those that it does not compute itself. */
    public List<Column> stored() {
        return columns.stream().filter(column -> !column.generated()).toList();
    }

    /** What is read of the source to be written, in the order of {@link #stored}: exact values, or masks as they are stored. */
    public List<Output> storedOutputs() {
        List<Output> outputs = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!columns.get(i).generated()) {
                boolean masked = masks.containsKey(columns.get(i).name());
                outputs.add(masked ? sourceOutputs.get(i) : Output.of(sourceColumns.get(i)));
            }
        }
        return outputs;
    }

    private static Optional<String> obstacle(Dialect dialect, Column column, Table source, Set<String> changed) {
        if (changed.contains(column.name())) {
            return Optional.of(LeftOut.ON_PURPOSE);
        }
        Optional<Column> counterpart = source.column(column.name());
        if (counterpart.isEmpty()) {
            return Optional.of("not in the source");
        }
        Column other = counterpart.get();
        if (column.generated() || printedAlike(dialect, other, column)) {
            return Optional.empty();
        }
        return Optional.of(described(other) + " in the source, " + described(column) + " in the target");
    }

    /** Whether an equal value has equal bytes on both sides, as far as types tell: said of no pair wrongly, but not of all. */
    private static boolean printedAlike(Dialect dialect, Column source, Column target) {
        boolean fits = dialect.storable(loose(source), loose(target));
        if (fits && dialect.storable(loose(target), loose(source))) {
            return true;
        }
        ColumnType type = source.type();
        boolean text = type.charset().isPresent() || type.collation().isPresent();
        return fits
                && text
                && type.name().equals(target.type().name())
                && type.charset().equals(target.type().charset());
    }

    /** The column as one that takes anything of its type: NOT NULL has no say in how values are printed. */
    private static Column loose(Column column) {
        return new Column(
                column.name(),
                column.position(),
                column.type(),
                true,
                Column.Generation.NONE,
                false,
                false,
                Optional.empty());
    }

    private static String described(Column column) {
        return column.type().full()
                + column.type().charset().map(charset -> " " + charset).orElse("");
    }

    private static List<Column> counterparts(List<Column> columns, Table source) {
        return columns.stream().map(column -> source.columnOf(column.name())).toList();
    }

    /** The first key of the target that is also one of the source and can be read on both sides. */
    private static List<Column> sharedKey(Table target, Table source, List<Column> readable) {
        for (Key key : target.keys()) {
            List<Column> columns = target.columnsOf(key.columns());
            if (proves(key, target) && readable.containsAll(columns) && hasKey(source, names(key))) {
                return columns;
            }
        }
        return List.of();
    }

    private static boolean hasKey(Table table, Set<String> columns) {
        return table.keys().stream()
                .anyMatch(key -> proves(key, table) && names(key).equals(columns));
    }

    private static boolean proves(Key key, Table table) {
        return key.unique() && table.columnsOf(key.columns()).stream().noneMatch(Column::nullable);
    }

    private static Set<String> names(Key key) {
        return key.columns().stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }
}
