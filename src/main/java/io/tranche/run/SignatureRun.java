package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Consistency;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Output;
import io.tranche.dialect.Position;
import io.tranche.dialect.Query;
import io.tranche.dialect.Reader;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.Source;
import io.tranche.error.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code tranche signature}: what tells that a database has changed. */
public final class SignatureRun {
    private final SignatureRequest request;
    private final Surroundings surroundings;

    public SignatureRun(SignatureRequest request, Surroundings surroundings) {
        this.request = request;
        this.surroundings = surroundings;
    }

    /**
     * @return lines for the user: the position, whether it proves anything, then a line a table
     * @throws io.tranche.error.Failure for the user
     */
    public List<String> run() {
        Setup setup = Setup.of(request, surroundings);
        Dialect dialect = Dialects.of(setup.source());
        try (Source source = dialect.openSource(setup.source(), surroundings.listener())) {
            List<String> lines = new ArrayList<>(position(setup.source().name(), source));
            Catalog catalog = source.catalog();
            Problems problems = new Problems();
            request.tables().check(catalog, problems);
            problems.refuseIfAny();
            Predicate<TableName> wanted = request.tables().of(catalog);
            try (Snapshot snapshot = source.snapshot(1, Consistency.SNAPSHOT, Optional.empty());
                    Reader reader = snapshot.reader()) {
                catalog.tables().values().stream()
                        .filter(table -> table.kind() == Table.Kind.BASE && wanted.test(table.name()))
                        .map(table -> catalog.display(table.name()) + " " + content(dialect, table, reader))
                        .forEach(lines::add);
            }
            return lines;
        }
    }

    private static List<String> position(String name, Source source) {
        Position position = source.position();
        return List.of(
                "position of " + name + ": " + (position.text().isEmpty() ? "unknown" : position.text()),
                position.proves()
                        ? "As long as it stays, nothing on the server has changed."
                        : "It proves nothing: " + position.doubt() + ".");
    }

    /** Generated columns follow from the others. */
    private static String content(Dialect dialect, Table table, Reader reader) {
        List<Output> columns = table.columns().stream()
                .filter(column -> !column.generated())
                .map(Output::of)
                .toList();
        String function = reader.hashFunctions().get(0);
        List<List<String>> sums =
                reader.sums(Query.of(table, List.of(), columns), "0", dialect.rowHash(table, columns, function));
        return sums.isEmpty()
                ? "rows=0"
                : "rows=" + sums.get(0).get(1) + " " + function + "="
                        + sums.get(0).get(2);
    }
}
