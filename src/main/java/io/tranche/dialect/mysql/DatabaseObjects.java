package io.tranche.dialect.mysql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a database holds, by name.
 *
 * @param tables in name order
 * @param views in name order
 * @param sequences in name order
 * @param programs routines and triggers
 */
record DatabaseObjects(List<String> tables, List<String> views, List<String> sequences, Set<String> programs) {
    private static final String TABLES =
            """
            SELECT table_name, table_type
              FROM information_schema.tables
             WHERE table_schema = DATABASE()
             ORDER BY table_name""";

    private static final String PROGRAMS =
            """
            SELECT routine_name FROM information_schema.routines WHERE routine_schema = DATABASE()
             UNION SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE()""";

    static DatabaseObjects read(DefinitionSession session) {
        DatabaseObjects objects =
                new DatabaseObjects(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new HashSet<>());
        session.rows(TABLES).stream()
                .filter(row -> !row.get(0).startsWith(MySqlCatalogReader.RESERVED))
                .forEach(row -> objects.add(row.get(0), row.get(1)));
        session.rows(PROGRAMS).forEach(row -> objects.programs.add(row.get(0)));
        return objects;
    }

    private void add(String name, String type) {
        switch (type) {
            case "BASE TABLE", "SYSTEM VERSIONED" -> tables.add(name);
            case "VIEW" -> views.add(name);
            case "SEQUENCE" -> sequences.add(name);
            default -> {
                // temporary tables of this session, which has none
            }
        }
    }

    /** All names that may follow the database's name in a statement. */
    Set<String> names() {
        Set<String> names = new HashSet<>(programs);
        names.addAll(tables);
        names.addAll(views);
        names.addAll(sequences);
        return names;
    }
}
