package io.tranche.proof.schema;

import io.tranche.catalog.TableSelection;
import io.tranche.dialect.CloneScope.Rights;
import io.tranche.progress.Event;
import io.tranche.report.SchemaDifferences;
import io.tranche.report.SchemaReport;
import io.tranche.run.SchemaRequest;
import io.tranche.run.SchemaRequest.Existing;
import io.tranche.run.SchemaRequest.ForeignKeys;
import io.tranche.run.SchemaRun;
import io.tranche.run.Surroundings;
import io.tranche.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** {@code tranche schema} from one database of a server to another, of the same server or not. */
public final class Cloning {
    private final String read;
    private final Optional<String> write;
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
    private Optional<Path> file = Optional.empty();
    private TableSelection tables = TableSelection.ALL;
    private ForeignKeys foreignKeys = ForeignKeys.LEFT_OUT;
    private Existing existing = Existing.ASK;
    private Set<Rights> rights = Set.of();
    private Optional<Boolean> answer = Optional.empty();

    private Cloning(String read, Optional<String> write) {
        this.read = read;
        this.write = write;
    }

    public static Cloning of(TestServer server, String source, String target) {
        return between(server, source, server, target);
    }

    public static Cloning between(TestServer from, String source, TestServer to, String target) {
        return new Cloning(from.url(source), Optional.of(to.url(target)));
    }

    public static Cloning intoFile(TestServer server, String source, Path file) {
        Cloning cloning = new Cloning(server.url(source), Optional.empty());
        cloning.file = Optional.of(file);
        return cloning;
    }

    public Cloning tables(List<String> include, List<String> exclude) {
        tables = new TableSelection(include, exclude);
        return this;
    }

    public Cloning withForeignKeys() {
        foreignKeys = ForeignKeys.TAKEN;
        return this;
    }

    public Cloning existing(Existing wish) {
        existing = wish;
        return this;
    }

    public Cloning withRights() {
        rights = Set.of(Rights.OWNERS, Rights.GRANTS);
        return this;
    }

    /** What the user says when asked; without it there is no terminal. */
    public Cloning answering(boolean yes) {
        answer = Optional.of(yes);
        return this;
    }

    public SchemaReport run() {
        return schema().run();
    }

    public List<String> statements() {
        return schema().rehearse();
    }

    public SchemaDifferences differences() {
        return schema().compare();
    }

    /** What the user was told on the way. */
    public List<String> warnings() {
        return events.stream()
                .filter(Event.Warning.class::isInstance)
                .map(event -> ((Event.Warning) event).text())
                .filter(text -> !text.contains("password"))
                .toList();
    }

    public List<String> notices() {
        return events.stream()
                .filter(Event.Notice.class::isInstance)
                .map(event -> ((Event.Notice) event).text())
                .toList();
    }

    public List<Event.ObjectsCreated> created() {
        return events.stream()
                .filter(Event.ObjectsCreated.class::isInstance)
                .map(Event.ObjectsCreated.class::cast)
                .toList();
    }

    private SchemaRun schema() {
        SchemaRequest request = new SchemaRequest(
                List.of(read),
                write,
                file,
                Optional.empty(),
                tables,
                Map.of(),
                OptionalInt.of(2),
                foreignKeys,
                existing,
                rights);
        return new SchemaRun(
                request, new Surroundings(Map.of(), Path.of("."), events::add, (lines, question) -> answer));
    }
}
