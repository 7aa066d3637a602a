package io.tranche.dialect.mysql;

import io.tranche.catalog.TableName;
import io.tranche.dialect.CloneScope;
import io.tranche.dialect.Definition;
import io.tranche.dialect.SqlFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The definitions of views, each after those that it reads. */
final class ViewDefinitions {
    private static final String CONTEXTS =
            """
            SELECT table_name, character_set_client, collation_connection
              FROM information_schema.views
             WHERE table_schema = DATABASE()""";

    private static final String INVALID_VIEW = "1356";

    private final DefinitionSession session;
    private final CloneScope scope;
    private final DatabaseObjects objects;
    private final Qualifiers qualifiers;
    private final List<String> notices = new ArrayList<>();

    ViewDefinitions(DefinitionSession session, CloneScope scope, DatabaseObjects objects, Qualifiers qualifiers) {
        this.session = session;
        this.scope = scope;
        this.objects = objects;
        this.qualifiers = qualifiers;
    }

    List<String> notices() {
        return List.copyOf(notices);
    }

    List<Definition> views() {
        Map<String, String> texts = texts();
        Map<String, Set<String>> reads = new LinkedHashMap<>();
        texts.forEach((view, text) -> reads.put(view, ViewText.tables(text)));
        Set<String> leftOut = leftOut(reads);
        Map<String, CreationContext> contexts = contexts(texts.keySet());
        return inOrder(reads).stream()
                .filter(view -> !leftOut.contains(view))
                .map(view -> definition(view, texts.get(view), contexts.get(view)))
                .toList();
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String view : objects.views()) {
            Optional<String> text = text(view);
            Optional<String> fault = fault();
            if (fault.isPresent()) {
                notices.add(
                        "The view " + view + " is left out: the source itself cannot run it. It says: " + fault.get());
            } else {
                text.ifPresent(found -> texts.put(view, found));
            }
        }
        return texts;
    }

    private Optional<String> text(String view) {
        try {
            return session.text("SHOW CREATE VIEW " + Identifiers.quote(view), 2)
                    .map(text -> Statements.withoutDefiner(text, ""))
                    .map(text -> qualifiers.strip(text, ""));
        } catch (SqlFailure e) {
            notices.add("The view " + view + " is left out. The source says: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Why the source cannot run the view whose text was just asked for. */
    private Optional<String> fault() {
        return session.rows("SHOW WARNINGS").stream()
                .filter(warning -> warning.get(1).equals(INVALID_VIEW))
                .map(warning -> warning.get(2))
                .findFirst();
    }

    private Map<String, CreationContext> contexts(Set<String> views) {
        ViewModes modes = ViewModes.of(session);
        Map<String, CreationContext> contexts = new LinkedHashMap<>();
        for (List<String> row : session.rows(CONTEXTS)) {
            if (views.contains(row.get(0))) {
                contexts.put(
                        row.get(0),
                        new CreationContext(
                                Optional.of(modes.mode(row.get(0))),
                                row.get(1),
                                row.get(2),
                                Optional.empty(),
                                Optional.empty()));
            }
        }
        return contexts;
    }

    /** Views over tables that are not wanted, and views over such views. */
    private Set<String> leftOut(Map<String, Set<String>> reads) {
        Set<String> left = new LinkedHashSet<>();
        objects.tables().stream()
                .filter(table -> !scope.tables().test(TableName.of(table)))
                .forEach(left::add);
        reads.keySet().stream()
                .filter(view -> !scope.views().test(TableName.of(view)))
                .forEach(left::add);
        boolean more = !left.isEmpty();
        while (more) {
            more = false;
            for (Map.Entry<String, Set<String>> view : reads.entrySet()) {
                Optional<String> missing =
                        view.getValue().stream().filter(left::contains).findFirst();
                if (missing.isPresent() && left.add(view.getKey())) {
                    notices.add("The view " + view.getKey() + " is left out, for it reads " + missing.get() + ".");
                    more = true;
                }
            }
        }
        return left;
    }

    /** Depth first; views cannot form cycles that run. */
    private static List<String> inOrder(Map<String, Set<String>> reads) {
        Set<String> done = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>();
        reads.keySet().forEach(view -> visit(view, reads, seen, done));
        return List.copyOf(done);
    }

    private static void visit(String view, Map<String, Set<String>> reads, Set<String> seen, Set<String> done) {
        if (reads.containsKey(view) && seen.add(view)) {
            reads.get(view).forEach(read -> visit(read, reads, seen, done));
            done.add(view);
        }
    }

    private static Definition definition(String view, String text, CreationContext context) {
        return new Definition(
                Definition.Kind.VIEW,
                "view " + view,
                Optional.empty(),
                context.around(text, ""),
                List.of("DROP VIEW IF EXISTS " + Identifiers.quote(view)));
    }
}
