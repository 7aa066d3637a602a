package io.tranche.dialect.mysql;

import io.tranche.dialect.Definition;
import java.util.List;
import java.util.Optional;

/** A database's default collation (and with it its character set): what routines' variables have if they name none. */
record DatabaseDefaults(String collation) {
    private static final String SQL =
            """
            SELECT default_collation_name
              FROM information_schema.schemata
             WHERE schema_name = DATABASE()""";

    static DatabaseDefaults read(DefinitionSession session) {
        return new DatabaseDefaults(session.rows(SQL).get(0).get(0));
    }

    Definition definition() {
        return new Definition(
                Definition.Kind.SCHEMA,
                "the database's default collation",
                Optional.empty(),
                List.of(alter(collation)),
                List.of());
    }

    /** Without a name: of the database that the session is in. */
    static String alter(String collation) {
        return "ALTER DATABASE COLLATE = " + collation;
    }
}
