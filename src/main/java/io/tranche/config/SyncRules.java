package io.tranche.config;

import static java.util.Objects.requireNonNull;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.catalog.TableSelection;
import io.tranche.error.Problem;
import io.tranche.error.Problems;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What schema.yml says under {@code sync:}.
 *
 * @param defaultRule for tables that none of {@code tables} names
 * @param byTime a column by which those of these tables that have it are kept by time; empty where the command line says nothing
 * @param tables by name or glob, as written and in that order
 * @param scratch the connection, or URL, of a database that may hold row hashes; empty for files of this machine
 * @param fullCheckEvery each run of this number looks at every table, whatever its signature says; 1 or more
 */
public record SyncRules(
        SyncRule defaultRule,
        Optional<String> byTime,
        Map<String, SyncRule> tables,
        Keyless keyless,
        Optional<String> scratch,
        int fullCheckEvery) {

    private static final String BY_TIME = "--timestamp";
    private static final int USUAL_FULL_CHECK = 20;

    /** What counts where schema.yml says nothing of it. */
    public static final SyncRules NONE = new SyncRules(
            new SyncRule(SyncStrategy.Checksum.PLAIN, new Place("schema.yml", 0, "sync.default")),
            Optional.empty(),
            Map.of(),
            Keyless.COMPARE,
            Optional.empty(),
            USUAL_FULL_CHECK);

    /** The strategy of one entry. */
    public record SyncRule(SyncStrategy strategy, Place place) {
        public SyncRule {
            requireNonNull(strategy, "strategy");
            requireNonNull(place, "place");
        }
    }

    /** What becomes of tables without a key. */
    public enum Keyless {
        /** Rows are compared whole, by hash and count. */
        COMPARE,
        /** They are left alone, with a warning. */
        SKIP
    }

    public SyncRules {
        requireNonNull(defaultRule, "defaultRule");
        requireNonNull(byTime, "byTime");
        requireNonNull(keyless, "keyless");
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    }

    /** What holds for a table of the catalog: an exact name wins over a glob, and of globs the first that matches. */
    public SyncRule rule(Catalog catalog, TableName table) {
        return tables.keySet().stream()
                .filter(written -> names(catalog, written, table))
                .findFirst()
                .or(() -> tables.keySet().stream()
                        .filter(written -> matches(catalog, written, table))
                        .findFirst())
                .map(tables::get)
                .orElseGet(() -> unnamed(catalog, table));
    }

    private SyncRule unnamed(Catalog catalog, TableName table) {
        return byTime.flatMap(column -> column(catalog.tables().get(table), column))
                .map(column -> new SyncRule(
                        new SyncStrategy.Timestamp(column, SyncStrategy.Timestamp.USUAL_OVERLAP),
                        new Place(BY_TIME, 0, "")))
                .orElse(defaultRule);
    }

    private static Optional<String> column(Table table, String written) {
        return table.columns().stream()
                .map(Column::name)
                .filter(written::equalsIgnoreCase)
                .findFirst();
    }

    /** The same, but that tables with this column that no entry names are kept by it. */
    public SyncRules byTime(String column) {
        return new SyncRules(defaultRule, Optional.of(column), tables, keyless, scratch, fullCheckEvery);
    }

    private static boolean names(Catalog catalog, String written, TableName table) {
        return catalog.find(written).filter(found -> found.name().equals(table)).isPresent();
    }

    private static boolean matches(Catalog catalog, String written, TableName table) {
        return selection(written).of(catalog).test(table);
    }

    private static TableSelection selection(String written) {
        return new TableSelection(List.of(written), List.of());
    }

    /** Adds a problem for each entry that no table of the source answers to. */
    public void check(Catalog catalog, Problems problems) {
        byTime.filter(column -> catalog.tables().values().stream()
                        .allMatch(table -> column(table, column).isEmpty()))
                .ifPresent(column -> problems.add(
                        BY_TIME,
                        "No table of the source has a column \"" + column + "\".",
                        "Name the column that tells when a row was changed."));
        tables.forEach((written, rule) -> {
            Problems found = new Problems();
            selection(written).check(catalog, found);
            for (Problem problem : found.all()) {
                problems.add(rule.place().toString(), problem.what(), problem.remedy());
            }
        });
    }
}
