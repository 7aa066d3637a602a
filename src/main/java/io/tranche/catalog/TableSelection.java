package io.tranche.catalog;

import io.tranche.error.Nearest;
import io.tranche.error.Problems;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/**
 * Tables by name, by shell glob ({@code user_*}, {@code *_log}, {@code temp_???}, {@code [a-z]*}) and by regular expression
 * between slashes ({@code /^user_[0-9]+$/}). An exact name wins over a
 * glob, and among equals what is excluded wins. A pattern is held against the name that a user would write (without the
 * default schema) and against the whole name.
 *
 * @param include empty for all tables
 * @param schemas the same of whole schemas, and of databases where these take their place; empty for all
 */
public record TableSelection(List<String> include, List<String> exclude, List<String> schemas) {
    public static final TableSelection ALL = new TableSelection(List.of(), List.of());

    /** Of all schemas. */
    public TableSelection(List<String> include, List<String> exclude) {
        this(include, exclude, List.of());
    }

    public TableSelection {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        schemas = List.copyOf(schemas);
    }

    /** What is wrong with a name, glob or {@code /regular expression/}. */
    public static Optional<String> fault(String written) {
        try {
            Glob.of(written);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(e.getDescription());
        }
    }

    /** Tells the selected tables of a database. */
    public Predicate<TableName> of(Catalog catalog) {
        Names included = Names.of(include, catalog);
        Names excluded = Names.of(exclude, catalog);
        Predicate<TableName> inSchema = inSchema(catalog);
        return table -> {
            if (!inSchema.test(table)) {
                return false;
            }
            if (excluded.names(table) || included.names(table)) {
                return !excluded.names(table);
            }
            return !excluded.matches(table) && (include.isEmpty() || included.matches(table));
        };
    }

    private Predicate<TableName> inSchema(Catalog catalog) {
        List<Glob> globs = schemas.stream().map(Glob::of).toList();
        return table -> globs.isEmpty() || globs.stream().anyMatch(glob -> glob.matches(schema(table, catalog)));
    }

    private static String schema(TableName table, Catalog catalog) {
        return table.schema().isEmpty() ? catalog.database() : table.schema();
    }

    /** Tells the views of a database that may come along: all but the excluded ones. */
    public Predicate<TableName> views(Catalog catalog) {
        Names excluded = Names.of(exclude, catalog);
        Predicate<TableName> inSchema = inSchema(catalog);
        return view -> inSchema.test(view) && !excluded.names(view) && !excluded.matches(view);
    }

    /** Adds a problem for each wanted name and glob that no table, or no table's schema, answers to. */
    public void check(Catalog catalog, Problems problems) {
        for (String written : schemas) {
            Glob glob = Glob.of(written);
            if (catalog.tables().keySet().stream().noneMatch(table -> glob.matches(schema(table, catalog)))) {
                problems.add(
                        written,
                        catalog.database() + " has no tables in a schema of this name.",
                        Nearest.hint(
                                written,
                                catalog.tables().keySet().stream()
                                        .map(table -> schema(table, catalog))
                                        .distinct()
                                        .toList()));
            }
        }
        for (String written : include) {
            boolean found = catalog.find(written).isPresent()
                    || catalog.tables().keySet().stream().anyMatch(Names.of(List.of(written), catalog)::matches);
            if (!found) {
                problems.add(
                        written,
                        Glob.isOne(written)
                                ? "No table of " + catalog.database() + " matches this."
                                : "The source " + catalog.database() + " has no such table.",
                        Nearest.hint(written, catalog.displayNames()));
            }
        }
    }

    /** @param written names and globs, as the user wrote them */
    private record Names(List<String> written, List<Glob> globs, Catalog catalog) {
        static Names of(List<String> written, Catalog catalog) {
            return new Names(written, written.stream().map(Glob::of).toList(), catalog);
        }

        boolean names(TableName table) {
            return written.stream()
                    .anyMatch(word -> word.equals(catalog.display(table))
                            || word.equals(table.toString())
                            || catalog.find(word)
                                    .filter(found -> found.name().equals(table))
                                    .isPresent());
        }

        boolean matches(TableName table) {
            return globs.stream()
                    .anyMatch(glob -> glob.matches(catalog.display(table)) || glob.matches(table.toString()));
        }
    }
}
