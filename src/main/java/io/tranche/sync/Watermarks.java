package io.tranche.sync;

import io.tranche.catalog.TableName;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Dialect.ReservedType;
import io.tranche.dialect.Target;
import io.tranche.dialect.TargetSession;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far each table has been read by its times: kept in the target, in the reserved table {@code sync_mark}, per source, table
 * and column. What was there when a run began; thread-safe.
 */
public final class Watermarks {
    private static final String NAME = "sync_mark";

    private final String table;
    private final String source;
    private final Map<String, LocalDateTime> marks;

    private Watermarks(String table, String source, Map<String, LocalDateTime> marks) {
        this.table = table;
        this.source = source;
        this.marks = Map.copyOf(marks);
    }

    /** Of a run that asks for none. */
    public static Watermarks none() {
        return new Watermarks("", "", Map.of());
    }

    /**
     * Reads the marks of a target.
     *
     * @param source the source's identity
     */
    public static Watermarks of(Target target, String source) {
        Dialect dialect = target.dialect();
        String table = dialect.quote(dialect.reserved(NAME));
        Map<String, LocalDateTime> marks = new HashMap<>();
        if (target.exists(dialect.reserved(NAME))) {
            try (TargetSession session = target.session()) {
                session.rows("SELECT id, mark FROM " + table)
                        .forEach(row -> marks.put(row.get(0), LocalDateTime.parse(row.get(1))));
            }
        }
        return new Watermarks(table, source, marks);
    }

    /** Makes the table if it is not there. */
    public static void create(Target target, TargetSession session) {
        Dialect dialect = target.dialect();
        if (target.exists(dialect.reserved(NAME))) {
            return;
        }
        Map<String, ReservedType> columns = new LinkedHashMap<>();
        columns.put("id", ReservedType.NAME);
        columns.put("mark", ReservedType.NAME);
        columns.put("subject", ReservedType.TEXT);
        dialect.createReserved(NAME, columns, List.of("id")).forEach(session::execute);
        session.commit();
    }

    Optional<LocalDateTime> of(TableName name, String column) {
        return Optional.ofNullable(marks.get(id(name, column)));
    }

    /** Writes a mark; it counts once the session's transaction does. */
    void record(TargetSession session, TableName name, String column, LocalDateTime mark) {
        String id = id(name, column);
        session.execute("DELETE FROM " + table + " WHERE id = ?", id);
        session.execute(
                "INSERT INTO " + table + " (id, mark, subject) VALUES (?, ?, ?)",
                id,
                mark.toString(),
                Ascii.of(name + "." + column));
    }

    private String id(TableName name, String column) {
        return Fingerprint.of(source, name.toString(), column);
    }
}
