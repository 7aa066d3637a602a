package io.tranche.dialect.mysql;

import io.tranche.dialect.Definition;
import io.tranche.dialect.Definition.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that a database holds, to be dropped: views that do not run and tables that cannot be read too. */
final class Contents {
    private static final String EVENTS =
            "SELECT event_name FROM information_schema.events WHERE event_schema = DATABASE() ORDER BY event_name";

    private static final String ROUTINES =
            """
            SELECT routine_type, routine_name
              FROM information_schema.routines
             WHERE routine_schema = DATABASE() AND routine_type <> 'PACKAGE BODY'
             ORDER BY routine_type, routine_name""";

    private Contents() {}

    /** Definitions that drop and create nothing. Triggers go with their tables, and bodies with their packages. */
    static List<Definition> read(ConnectionOpener opener) {
        try (DefinitionSession session = DefinitionSession.open(opener)) {
            DatabaseObjects objects = DatabaseObjects.read(session);
            List<Definition> found = new ArrayList<>();
            session.rows(ROUTINES).forEach(row -> found.add(drop(Kind.ROUTINE, row.get(0), row.get(1))));
            objects.sequences().forEach(name -> found.add(drop(Kind.SEQUENCE, "SEQUENCE", name)));
            objects.tables().forEach(name -> found.add(drop(Kind.TABLE, "TABLE", name)));
            objects.views().forEach(name -> found.add(drop(Kind.VIEW, "VIEW", name)));
            session.rows(EVENTS).forEach(row -> found.add(drop(Kind.EVENT, "EVENT", row.get(0))));
            return found;
        }
    }

    private static Definition drop(Kind kind, String word, String name) {
        return new Definition(
                kind,
                kind == Kind.TABLE ? name : kind.name().toLowerCase(java.util.Locale.ROOT) + " " + name,
                Optional.empty(),
                List.of(),
                ProgramDefinitions.drop(word, name));
    }
}
