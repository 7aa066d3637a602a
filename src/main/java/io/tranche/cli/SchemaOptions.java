package io.tranche.cli;

import io.tranche.catalog.TableSelection;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which database objects {@code schema} is about. */
final class SchemaOptions {
    @Option(
            names = {"-t", "--tables", "--include"},
            order = 5,
            paramLabel = "<table>",
            description = "Only these tables: names, or globs like 'user_*'. What depends on others is left out.")
    private List<String> include = new ArrayList<>();

    @Option(
            names = "--exclude",
            order = 6,
            paramLabel = "<table>",
            description = "Not these tables and views, and not what depends on them. An exact name wins over a glob.")
    private List<String> exclude = new ArrayList<>();

    TableSelection tables() {
        return new TableSelection(CommonOptions.names(include), CommonOptions.names(exclude));
    }
}
