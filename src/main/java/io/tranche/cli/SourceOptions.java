package io.tranche.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which rules say what is read: the options of verbs that go by schema.yml. */
final class SourceOptions {
    private static final Path USUAL_SCHEMA_FILE = Path.of("schema.yml");

    @Option(names = "--schema-file", order = 3, paramLabel = "<file>", description = "The rules. Default: schema.yml.")
    private Path schemaFile;

    @Option(
            names = {"-t", "--tables"},
            order = 5,
            paramLabel = "<table>",
            description = "Only these tables' rules choose rows; what they refer to is still pulled.")
    private List<String> tables = new ArrayList<>();

    Optional<Path> givenSchemaFile() {
        return Optional.ofNullable(schemaFile);
    }

    Path schemaFile() {
        return givenSchemaFile().orElse(USUAL_SCHEMA_FILE);
    }

    List<String> tables() {
        return CommonOptions.names(tables);
    }
}
