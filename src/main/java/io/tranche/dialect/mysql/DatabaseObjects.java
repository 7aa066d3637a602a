package io.tranche.dialect.mysql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a database holds, by name.
 *
 * @param tables in name order; those that cannot be opened are {@code broken}
 * @param views in name order; those that cannot be run are {@code broken}
 * @param broken the server's words, by the name of a table or view
 * @param programs routines and triggers
 */
record DatabaseObjects(
        List<String> tables,
        List<String> views,
        List<String> sequences,
        Map<String, String> broken,
        Set<String> programs) {
    private static final String TABLES =
            """
            SELECT table_name, table_type, table_comment, engine
              FROM information_schema.tables
             WHERE table_schema = DATABASE()
             ORDER BY table_name""";

    private static final String PROGRAMS =
            """
            SELECT routine_name FROM information_schema.routines WHERE routine_schema = DATABASE()
             UNION SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE()""";

    static DatabaseObjects read(DefinitionSession session) {
        DatabaseObjects objects = new DatabaseObjects(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new TreeMap<>(), new HashSet<>());
        session.rows(TABLES).stream()
                .filter(row -> !row.get(0).startsWith(MySqlCatalogReader.RESERVED))
                .forEach(row -> objects.add(row.get(0), row.get(1), row.get(2), row.get(3)));
        session.rows(PROGRAMS).forEach(row -> objects.programs.add(row.get(0)));
        return objects;
    }

    /** The server tells in the comment what is wrong with a view, or with a table that has no engine then. */
    private void add(String name, String type, String comment, String engine) {
        switch (type) {
            case "BASE TABLE", "SYSTEM VERSIONED" -> {
                tables.add(name);
                if (engine == null) {
                    broken.put(name, comment);
                }
            }
            case "VIEW" -> {
                views.add(name);
                if (!comment.equals("VIEW")) {
                    broken.put(name, comment);
                }
            }
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
