package io.tranche.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.tranche.dialect.Definition;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Dialect.ReservedType;
import io.tranche.dialect.SqlFailure;
import io.tranche.dialect.Target;
import io.tranche.dialect.TargetSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the target knows of a run. Three reserved tables: the run, its committed units, the objects that were taken away for
 * the load and must come back. All text in them is ASCII (JSON with escapes), so that no session's charset touches it.
 *
 * <p>Stateless; each method works in the session given, and only {@link #record} leaves the commit to the caller.
 */
public final class Ledger implements UnitLog {
    private static final String RUN = "run";
    private static final String UNIT = "unit";
    private static final String OBJECT = "object";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .addModule(new Jdk8Module())
            .build();

    private final Target target;
    private final Dialect dialect;

    public Ledger(Target target) {
        this.target = target;
        this.dialect = target.dialect();
    }

    /** The run that the target remembers, if any. */
    public Optional<RunEntry> find(TargetSession session) {
        if (!target.exists(dialect.reserved(RUN))) {
            return Optional.empty();
        }
        List<List<String>> rows = session.rows("SELECT entry FROM " + table(RUN) + " ORDER BY id");
        session.rollback();
        return rows.stream().findFirst().map(row -> read(row.get(0), RunEntry.class));
    }

    /** Begins a run: makes the tables, forgets any earlier run. Objects that it took away are kept. */
    public void begin(TargetSession session, RunEntry run) {
        create(session, RUN, columns("id", ReservedType.NAME, "entry", ReservedType.TEXT), List.of("id"));
        create(
                session,
                UNIT,
                columns(
                        "unit", ReservedType.NAME,
                        "subject", ReservedType.NAME,
                        "number", ReservedType.NUMBER,
                        "written", ReservedType.NUMBER),
                List.of("unit"));
        createStash(session);
        session.execute("DELETE FROM " + table(UNIT));
        session.execute("DELETE FROM " + table(RUN));
        session.execute("INSERT INTO " + table(RUN) + " (id, entry) VALUES (?, ?)", run.id(), write(run));
        session.commit();
    }

    /** Makes the place for objects that are taken away, for runs that keep nothing else. */
    public void createStash(TargetSession session) {
        create(
                session,
                OBJECT,
                columns("number", ReservedType.NUMBER, "definition", ReservedType.TEXT),
                List.of("number"));
    }

    /** Removes that place, unless a run that was stopped needs it still. */
    public void removeStash(TargetSession session) {
        if (!target.exists(dialect.reserved(RUN)) && stashed(session).isEmpty()) {
            dialect.dropReserved(OBJECT).forEach(session::execute);
            session.commit();
        }
    }

    /** Overwrites what is said of the run. */
    public void update(TargetSession session, RunEntry run) {
        long known = session.execute("UPDATE " + table(RUN) + " SET entry = ? WHERE id = ?", write(run), run.id());
        session.commit();
        refuseUnlessKnown(known);
    }

    @Override
    public void record(TargetSession session, String run, UnitEntry unit) {
        long known = session.execute(
                "INSERT INTO " + table(UNIT) + " (unit, subject, " + dialect.quote("number")
                        + ", written) SELECT ?, ?, ?, ? FROM " + table(RUN) + " WHERE id = ?",
                unit.unit(),
                unit.subject().name(),
                unit.number(),
                unit.rows(),
                run);
        refuseUnlessKnown(known);
    }

    private static void refuseUnlessKnown(long known) {
        if (known == 0) {
            throw new SqlFailure(
                    SqlFailure.Kind.OTHER,
                    "the target's ledger does not know this run any more: another one took it",
                    null);
        }
    }

    @Override
    public OptionalLong rows(TargetSession session, String unit) {
        List<List<String>> rows = session.rows("SELECT written FROM " + table(UNIT) + " WHERE unit = ?", unit);
        session.rollback();
        return rows.stream().mapToLong(row -> Long.parseLong(row.get(0))).findFirst();
    }

    @Override
    public List<UnitEntry> units(TargetSession session) {
        List<List<String>> rows =
                session.rows("SELECT unit, subject, " + dialect.quote("number") + ", written FROM " + table(UNIT));
        session.rollback();
        return rows.stream()
                .map(row -> new UnitEntry(
                        row.get(0),
                        UnitEntry.Subject.valueOf(row.get(1)),
                        Integer.parseInt(row.get(2)),
                        Long.parseLong(row.get(3))))
                .toList();
    }

    /** Remembers objects before they are taken away. */
    public void stash(TargetSession session, List<Definition> objects) {
        int number = stashed(session).size();
        for (Definition object : objects) {
            session.execute(
                    "INSERT INTO " + table(OBJECT) + " (" + dialect.quote("number") + ", definition) VALUES (?, ?)",
                    number++,
                    write(object));
        }
        session.commit();
    }

    /** The objects that are away, in the order of their creation. */
    public List<Definition> stashed(TargetSession session) {
        if (!target.exists(dialect.reserved(OBJECT))) {
            return List.of();
        }
        List<List<String>> rows =
                session.rows("SELECT definition FROM " + table(OBJECT) + " ORDER BY " + dialect.quote("number"));
        session.rollback();
        return rows.stream().map(row -> read(row.get(0), Definition.class)).toList();
    }

    /** Forgets the objects: they are back. */
    public void unstash(TargetSession session) {
        session.execute("DELETE FROM " + table(OBJECT));
        session.commit();
    }

    /** Removes the ledger. */
    public void remove(TargetSession session) {
        for (String name : List.of(UNIT, OBJECT, RUN)) {
            dialect.dropReserved(name).forEach(session::execute);
        }
        session.commit();
    }

    private void create(TargetSession session, String name, Map<String, ReservedType> columns, List<String> key) {
        dialect.createReserved(name, columns, key).forEach(session::execute);
        session.commit();
    }

    private String table(String name) {
        return dialect.quote(dialect.reserved(name));
    }

    private static Map<String, ReservedType> columns(Object... pairs) {
        Map<String, ReservedType> columns = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            columns.put((String) pairs[i], (ReservedType) pairs[i + 1]);
        }
        return columns;
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record without a JSON form", e);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger holds something else than a " + type.getSimpleName(), e);
        }
    }
}
