package io.tranche.plan;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Column;
import io.tranche.catalog.Column.Generation;
import io.tranche.catalog.ColumnType;
import io.tranche.catalog.Key;
import io.tranche.catalog.Reference;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.config.Choice;
import io.tranche.config.Place;
import io.tranche.config.ReferenceRule;
import io.tranche.config.SchemaRules;
import io.tranche.config.SyncRules;
import io.tranche.config.TableRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** A catalog and rules, built piece by piece. A column is {@code name type}; a trailing {@code ?} makes it nullable. */
final class Shop {
    private final Map<TableName, Table> tables = new LinkedHashMap<>();
    private final List<Reference> references = new ArrayList<>();
    private final Map<String, TableRule> rules = new LinkedHashMap<>();
    private final List<ReferenceRule> referenceRules = new ArrayList<>();

    Shop table(String name, List<String> primaryKey, String... columns) {
        List<Column> all = IntStream.range(0, columns.length)
                .mapToObj(i -> column(columns[i], i + 1))
                .toList();
        List<Key> keys =
                primaryKey.isEmpty() ? List.of() : List.of(new Key("PRIMARY", Key.Kind.PRIMARY, primaryKey, true));
        tables.put(TableName.of(name), new Table(TableName.of(name), Table.Kind.BASE, all, keys, 100, 1000, Map.of()));
        return this;
    }

    private static Column column(String written, int position) {
        boolean nullable = written.endsWith("?");
        String[] words = written.replace("?", "").split(" ");
        Optional<String> charset = words[1].startsWith("varchar") ? Optional.of("utf8mb4") : Optional.empty();
        if (words[1].contains(":")) {
            charset = Optional.of(words[1].substring(words[1].indexOf(':') + 1));
        }
        String type = words[1].replaceAll(":.*", "");
        return new Column(
                words[0],
                position,
                new ColumnType(type, type, charset, charset),
                nullable,
                Generation.NONE,
                false,
                false,
                Optional.empty());
    }

    Shop reference(String child, String column, String parent, String parentColumn) {
        references.add(new Reference(
                "fk_" + child + "_" + column,
                TableName.of(child),
                List.of(column.split(",")),
                TableName.of(parent),
                List.of(parentColumn.split(",")),
                Reference.Origin.DECLARED,
                Optional.empty()));
        return this;
    }

    Shop rule(String table, String rule) {
        return rule(table, rule, Choice.NONE, Map.of());
    }

    Shop where(String table, String sql, OptionalLong limit) {
        return rule(
                table,
                null,
                new Choice(Optional.of(sql), limit, Optional.empty(), OptionalDouble.empty(), Optional.empty()),
                Map.of());
    }

    Shop mask(String table, String column, String sql) {
        return rule(table, TableRule.UPON_REQUEST, Choice.NONE, Map.of(column, sql));
    }

    private Shop rule(String table, String rule, Choice choice, Map<String, String> mask) {
        rules.put(
                table,
                new TableRule(
                        table, Optional.ofNullable(rule), choice, Optional.empty(), mask, place("tables." + table)));
        return this;
    }

    Shop join(String table, String parent, String column, TableRule.Of of) {
        return join(table, parent, column, of, OptionalLong.empty());
    }

    Shop join(String table, String parent, String column, TableRule.Of of, OptionalLong limit) {
        TableRule.Join join =
                new TableRule.Join(parent, List.of(column.split(",")), of, Optional.empty(), place("tables." + table));
        Choice choice = new Choice(Optional.empty(), limit, Optional.empty(), OptionalDouble.empty(), Optional.empty());
        rules.put(
                table,
                new TableRule(
                        table,
                        Optional.of(TableRule.JOIN),
                        choice,
                        Optional.of(join),
                        Map.of(),
                        place("tables." + table)));
        return this;
    }

    Shop treat(String table, String column, ReferenceRule.Treatment treatment) {
        referenceRules.add(new ReferenceRule(
                table,
                List.of(column),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                treatment,
                place("references[0]")));
        return this;
    }

    Shop virtual(String table, String column, String parent, String when) {
        referenceRules.add(new ReferenceRule(
                table,
                List.of(column),
                Optional.of(parent),
                List.of(),
                Optional.ofNullable(when),
                ReferenceRule.Treatment.FOLLOW,
                place("references[0]")));
        return this;
    }

    private static Place place(String path) {
        return new Place("schema.yml", 7, path);
    }

    Plan plan(String... only) {
        return builder(Optional.of(TableRule.UPON_REQUEST)).build(List.of(only));
    }

    Plan planWithoutDefault() {
        return builder(Optional.empty()).build(List.of());
    }

    private PlanBuilder builder(Optional<String> defaultRule) {
        SchemaRules schemaRules = new SchemaRules(
                "schema.yml",
                Map.of(),
                defaultRule.map(rule -> new SchemaRules.DefaultRule(rule, place("default"))),
                rules,
                referenceRules,
                SyncRules.NONE);
        Catalog catalog = new Catalog("shop", "", tables, references, List.of());
        return new PlanBuilder(schemaRules, catalog, new FakeDialect(), PlanBuilder.Purpose.FRESH);
    }
}
