package io.tranche.proof.schema.random;

import static io.tranche.proof.schema.random.PostgreSqlText.name;

import io.tranche.proof.random.Dice;
import io.tranche.proof.schema.random.PostgreSqlMaking.Column;
import io.tranche.proof.schema.random.PostgreSqlMaking.Column.Type.Sort;
import io.tranche.proof.schema.random.PostgreSqlMaking.Table;
import java.util.List;

/** Random indexes. */
record PostgreSqlIndexes(PostgreSqlMaking making) {
    void next() {
        if (making.tables.isEmpty()) {
            return;
        }
        Dice dice = making.dice();
        Table table = dice.oneOf(making.tables);
        List<Column> columns = table.columns().stream()
                .filter(column -> column.type().sort() != Sort.OTHER)
                .toList();
        if (columns.isEmpty()) {
            return;
        }
        Column of = dice.oneOf(columns);
        String index = name(making.words().name());
        String schema =
                table.name().substring(0, table.name().indexOf(table.name().startsWith("public.") ? "." : "\".") + 1);
        schema = schema.endsWith(".") ? schema : schema + ".";
        making.run(
                "CREATE " + (table.parted() ? "" : dice.oneOf(List.of("", "", "UNIQUE "))) + "INDEX " + index + " ON "
                        + table.name()
                        + how(of) + (making.since(15) && dice.chance(10) ? " NULLS NOT DISTINCT" : "")
                        + dice.oneOf(List.of("", "", " WITH (fillfactor = 50)"))
                        + dice.oneOf(List.of("", "", " WHERE " + of.name() + " IS NOT NULL")),
                "INDEX " + schema + index);
        switch (dice.below(6)) {
            case 0 -> making.run("ALTER TABLE " + table.name() + " CLUSTER ON " + index);
            case 1 -> making.run("ALTER TABLE " + table.name() + " REPLICA IDENTITY USING INDEX " + index);
            case 2 -> making.run("ALTER INDEX " + schema + index + " ALTER COLUMN 1 SET STATISTICS 300");
            case 3 -> making.run("ALTER INDEX " + schema + index + " SET (fillfactor = 33)");
            default -> {
                // as it is
            }
        }
    }

    private String how(Column of) {
        Dice dice = making.dice();
        String order = dice.oneOf(List.of("", " DESC", " NULLS FIRST", " DESC NULLS LAST"));
        String function = making.functions.isEmpty() ? "abs" : dice.oneOf(making.functions);
        String include = making.since(11) ? " INCLUDE (" + of.name() + ")" : "";
        return switch (of.type().sort()) {
            case NUMBER ->
                dice.oneOf(List.of(
                        " (" + of.name() + order + ")",
                        " (" + function + "(" + of.name() + "::integer)" + order + ")",
                        " ((" + of.name() + " + 1), " + of.name() + order + ")",
                        " USING hash (" + of.name() + ")",
                        " USING brin (" + of.name() + ")",
                        " ((1))" + include));
            case TEXT ->
                dice.oneOf(List.of(
                        " (" + of.name() + order + ")",
                        " (lower(" + of.name() + "::text)" + order + ")",
                        " (" + of.name() + " COLLATE \"C\"" + order + ")",
                        " (" + of.name() + " text_pattern_ops)",
                        " USING gin (to_tsvector('pg_catalog.simple', " + of.name() + "::text))",
                        " ((" + of.name() + " || 'it''s'))" + include));
            case ORDERED, OTHER ->
                dice.oneOf(List.of(" (" + of.name() + order + ")", " ((" + of.name() + " IS NULL))" + include));
        };
    }
}
