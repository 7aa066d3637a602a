package io.tranche.run;

import io.tranche.catalog.Catalog;
import io.tranche.dialect.Definer;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Source;
import io.tranche.dialect.SqlFailure;
import io.tranche.dialect.Target;
import io.tranche.error.RunFailure;
import io.tranche.progress.Listener;
import io.tranche.progress.Phase;
import io.tranche.report.SchemaDifferences;
import io.tranche.report.SchemaReport;
import io.tranche.run.SchemaRequest.Existing;
import io.tranche.schema.RefusedDefinition;
import io.tranche.schema.SchemaComparison;
import io.tranche.schema.SchemaCopier;
import io.tranche.schema.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@code tranche schema}: everything but rows, from a database into another one or into a file; or what differs. */
public final class SchemaRun {
    private final SchemaRequest request;
    private final Surroundings surroundings;
    private final Listener listener;
    private final Phases phases;
    private final Setup setup;
    private final Dialect dialect;

    public SchemaRun(SchemaRequest request, Surroundings surroundings) {
        this.request = request;
        this.surroundings = surroundings;
        this.listener = surroundings.listener();
        this.phases = new Phases(listener);
        this.setup = Setup.of(request, surroundings);
        this.dialect = setup.write()
                .map(write -> Dialects.of(setup.source(), write))
                .orElseGet(() -> Dialects.of(setup.source()));
    }

    /** @throws io.tranche.error.Failure for the user; single objects that the target refuses are in the report */
    public SchemaReport run() {
        if (request.file().isPresent()) {
            Wish wish = fromSource();
            write(request.file().get(), dialect.script(wish.all()));
            return report(request.file().get().toString(), wish, List.of());
        }
        return withBoth(this::copy);
    }

    /** The statements that {@link #run} would run. */
    public List<String> rehearse() {
        if (setup.write().isEmpty()) {
            return script(fromSource().all());
        }
        return withBoth(this::rehearse);
    }

    /** What differs between the two databases. */
    public SchemaDifferences compare() {
        return withBoth((source, target) -> {
            Wish ours = wish(source);
            Catalog catalog = target.catalog();
            Wish theirs = phases.in(
                    Phase.CATALOG,
                    () -> Wish.of(
                            request,
                            catalog,
                            target.definitions(),
                            setup.target().database()));
            List<String> unread = new ArrayList<>(ours.notices());
            theirs.notices().stream().filter(notice -> !unread.contains(notice)).forEach(unread::add);
            return new SchemaDifferences(
                    setup.source().name(),
                    setup.target().name(),
                    SchemaComparison.of(ours.all(), theirs.all()),
                    unread);
        });
    }

    private <T> T withBoth(BiFunction<Source, Target, T> work) {
        return told(() -> both(work));
    }

    /** Single objects are in the report; what is left are catalogs that cannot be read. */
    private static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (SqlFailure e) {
            throw new RunFailure("A schema cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private <T> T both(BiFunction<Source, Target, T> work) {
        try (Ends ends = Ends.open(setup, dialect, listener)) {
            Targets.refuseSame(ends.source(), ends.target(), setup);
            return work.apply(ends.source(), ends.target());
        }
    }

    private SchemaReport copy(Source source, Target target) {
        Wish wish = wish(source);
        Existing existing =
                new ExistingObjects(target, setup.target().name(), surroundings.prompt()).decide(request.existing());
        SchemaCopier copier = new SchemaCopier(target::definer, listener, setup.workers());
        List<Definition> unwanted = unwanted(existing, wish, target);
        OwnDependents own = own(existing, unwanted, target);
        own.tell(listener);
        phases.run(Phase.SCHEMA, () -> {
            copier.drop(own.after(unwanted));
            copier.createAll(wish.all());
            copier.createAgain(own.definitions());
        });
        return report(setup.target().name(), wish, copier.refused());
    }

    private static List<Definition> unwanted(Existing existing, Wish wish, Target target) {
        return switch (existing) {
            case ASK -> List.of();
            case REPLACE ->
                wish.all().stream()
                        .filter(definition -> definition.kind() != Definition.Kind.FOREIGN_KEY)
                        .toList();
            case CLEAR -> target.everything();
        };
    }

    private OwnDependents own(Existing existing, List<Definition> unwanted, Target target) {
        return switch (existing) {
            case REPLACE ->
                OwnDependents.of(
                        unwanted,
                        target.dependencies(),
                        setup.target().name(),
                        ", or replace everything with `--drop-all`");
            case ASK, CLEAR -> OwnDependents.NONE;
        };
    }

    private List<String> rehearse(Source source, Target target) {
        Wish wish = wish(source);
        List<Definition> replaced = unwanted(request.existing(), wish, target);
        OwnDependents own = own(request.existing(), replaced, target);
        List<Definition> unwanted = new ArrayList<>(own.after(replaced));
        Collections.reverse(unwanted);
        List<Definition> statements = new ArrayList<>();
        unwanted.forEach(definition -> statements.add(with(definition, definition.drop())));
        try (Definer definer = target.definer()) {
            own.after(wish.all())
                    .forEach(definition -> statements.add(with(definition, definer.translated(definition.create()))));
            definer.notices().forEach(listener::notice);
        }
        return script(statements);
    }

    private static Definition with(Definition definition, List<String> statements) {
        return new Definition(definition.kind(), definition.name(), definition.table(), statements, List.of());
    }

    private List<String> script(List<Definition> definitions) {
        return Secrets.hidden(new String(dialect.script(definitions), StandardCharsets.UTF_8))
                .lines()
                .toList();
    }

    private Wish fromSource() {
        return told(() -> {
            try (Source source = dialect.openSource(setup.source(), listener)) {
                return wish(source);
            }
        });
    }

    private Wish wish(Source source) {
        return phases.in(Phase.CATALOG, () -> {
            Catalog catalog = source.catalog();
            Wish.check(request, catalog);
            String database = setup.write().orElse(setup.source()).database();
            return Wish.of(request, catalog, source.definitions(), database);
        });
    }

    private static void write(Path file, byte[] script) {
        try {
            Files.write(file, script);
        } catch (IOException e) {
            throw new RunFailure("Cannot write " + file + ": " + e + ". Name another file.", e);
        }
    }

    private SchemaReport report(String target, Wish wish, List<RefusedDefinition> refused) {
        Map<String, Long> created = wish.all().stream()
                .filter(new Once()::isFirst)
                .collect(Collectors.groupingBy(
                        definition -> definition.kind().word(), LinkedHashMap::new, Collectors.counting()));
        return new SchemaReport(
                setup.source().name(),
                target,
                created,
                wish.notices(),
                refused.stream().map(RefusedDefinition::toString).toList(),
                phases.milliseconds());
    }

    /** A table or a view may be made in several definitions. */
    private static final class Once {
        private final Set<Object> seen = new HashSet<>();

        boolean isFirst(Definition definition) {
            return switch (definition.kind()) {
                case TABLE, VIEW ->
                    seen.add(List.of(
                            definition.kind(),
                            definition.table().<Object>map(table -> table).orElse(definition.name())));
                case SCHEMA, EXTENSION, TYPE, ROUTINE, SEQUENCE, INDEX, FOREIGN_KEY, TRIGGER, EVENT, OTHER -> true;
            };
        }
    }
}
