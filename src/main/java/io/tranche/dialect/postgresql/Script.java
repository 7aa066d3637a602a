package io.tranche.dialect.postgresql;

import io.tranche.dialect.Definition;
import java.util.List;
import java.util.stream.Collectors;

/** Definitions as a script for {@code psql}. */
final class Script {
    private static final String HEADER =
            """
            -- Made by Tranche. Read it with: psql -d <database> -f <this file>
            SET client_encoding = 'UTF8';
            SET standard_conforming_strings = on;
            SET check_function_bodies = off;
            SET client_min_messages = warning;
            SELECT pg_catalog.set_config('search_path', '', false);
            """;

    private Script() {}

    static String of(List<Definition> definitions) {
        return definitions.stream()
                .filter(definition -> !definition.create().isEmpty())
                .map(Script::text)
                .collect(Collectors.joining("", HEADER, ""));
    }

    /** A semicolon on a line of its own: a statement may end with a comment. */
    private static String text(Definition definition) {
        return definition.create().stream()
                .map(statement -> statement + (statement.endsWith(";") ? "\n" : ends(statement) ? ";\n" : "\n;\n"))
                .collect(Collectors.joining("", "\n-- " + definition.name().replaceAll("\\R", " ") + "\n", ""));
    }

    private static boolean ends(String statement) {
        return !statement.substring(statement.lastIndexOf('\n') + 1).contains("--");
    }
}
