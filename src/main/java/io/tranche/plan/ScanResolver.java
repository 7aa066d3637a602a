package io.tranche.plan;

import io.tranche.catalog.Column;
import io.tranche.catalog.Key;
import io.tranche.catalog.Table;
import io.tranche.config.Choice;
import io.tranche.config.Place;
import io.tranche.config.TableSql;
import io.tranche.dialect.Dialect;
import io.tranche.error.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Turns a {@link Choice} into conditions and an order. */
final class ScanResolver {
    private static final Set<String> ALWAYS = Set.of("1=1", "true", "1");

    private final Dialect dialect;
    private final Problems problems;
    private final List<String> notices;

    ScanResolver(Dialect dialect, Problems problems, List<String> notices) {
        this.dialect = dialect;
        this.problems = problems;
        this.notices = notices;
    }

    Selection.Scan scan(Table table, Choice choice, Place place) {
        List<String> conditions = new ArrayList<>();
        choice.where()
                .map(sql -> TableSql.expand(sql, dialect.quote(table.name())))
                .filter(sql -> !ALWAYS.contains(squeezed(sql)))
                .ifPresent(conditions::add);
        choice.sample().ifPresent(share -> key(table, "sample", place)
                .ifPresent(key -> conditions.add(dialect.sample(table.name(), key, share))));
        choice.keys().ifPresent(keys -> key(table, "keys", place)
                .ifPresent(key -> addKeys(table, key, keys, place, conditions)));
        List<String> order = choice.limit().isPresent()
                ? order(dialect, table, choice.orderBy().map(sql -> TableSql.expand(sql, dialect.quote(table.name()))))
                : List.of();
        if (choice.limit().isPresent() && table.identity().isEmpty()) {
            notices.add(place + ": " + table.name()
                    + " has no key that could complete an order, so a limit on it may choose"
                    + " other rows in another run.");
        }
        return new Selection.Scan(conditions, order, choice.limit());
    }

    /** Whether a condition chooses nothing at all. */
    static boolean never(Choice choice) {
        return choice.where()
                .map(ScanResolver::squeezed)
                .filter(Set.of("1=0", "false", "0")::contains)
                .isPresent();
    }

    /** The user's order, completed by the key so that it has no ties. */
    static List<String> order(Dialect dialect, Table table, Optional<String> orderBy) {
        Stream<String> key = table.identity().map(Key::columns).orElse(List.of()).stream()
                .map(column -> dialect.quote(table.name(), column));
        return Stream.concat(orderBy.stream(), key).toList();
    }

    private void addKeys(
            Table table, List<Column> key, List<List<String>> values, Place place, List<String> conditions) {
        boolean fits = true;
        for (List<String> value : values) {
            if (value.size() != key.size()) {
                fits = false;
                problems.add(
                        place.toString(),
                        "The key of " + table.name() + " is ("
                                + String.join(
                                        ", ", key.stream().map(Column::name).toList())
                                + "), but `keys` gives " + value.size() + " values.",
                        "Write each key as a list in that order.");
            }
        }
        if (fits) {
            conditions.add(dialect.keyIn(table.name(), key, values));
        }
    }

    private Optional<List<Column>> key(Table table, String what, Place place) {
        Optional<List<Column>> key = table.identity().map(Key::columns).map(table::columnsOf);
        if (key.isEmpty()) {
            problems.add(
                    place.toString(),
                    "`" + what + "` needs a key, and " + table.name() + " has none.",
                    "Use `where` instead.");
        }
        return key;
    }

    private static String squeezed(String sql) {
        return sql.replaceAll("\\s+", "").toLowerCase(java.util.Locale.ROOT);
    }
}
