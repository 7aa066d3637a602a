package io.tranche.sync;

import io.tranche.dialect.Dialect;
import io.tranche.dialect.Dialect.ReservedType;
import io.tranche.dialect.Target;
import io.tranche.dialect.TargetSession;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The history that a target keeps: a line a table and run, in the reserved table {@code sync_log}, which outlives runs. A run's
 * lines are there from its beginning as {@code running}; those that are still so when another run begins were cut off.
 *
 * <p>Stateless; nothing here commits but {@link #create}.
 */
public final class SyncLog {
    private static final String NAME = "sync_log";

    /** What became of a table. */
    public enum Status {
        RUNNING,
        DONE,
        FAILED,
        /** Nothing had changed, so nothing was looked at. */
        UNCHANGED,
        /** The run ended without a word. */
        CUT_OFF;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Dialect dialect;
    private final String table;

    public SyncLog(Dialect dialect) {
        this.dialect = dialect;
        this.table = dialect.quote(dialect.reserved(NAME));
    }

    /** Makes the table if it is not there. */
    public void create(Target target, TargetSession session) {
        if (target.exists(dialect.reserved(NAME))) {
            return;
        }
        Map<String, ReservedType> columns = new LinkedHashMap<>();
        columns.put("run", ReservedType.NAME);
        columns.put("line", ReservedType.NUMBER);
        columns.put("table_name", ReservedType.TEXT);
        columns.put("strategy", ReservedType.TEXT);
        columns.put("started", ReservedType.NAME);
        columns.put("ended", ReservedType.NAME);
        columns.put("rows_inserted", ReservedType.NUMBER);
        columns.put("rows_updated", ReservedType.NUMBER);
        columns.put("rows_deleted", ReservedType.NUMBER);
        columns.put("status", ReservedType.NAME);
        columns.put("error", ReservedType.TEXT);
        dialect.createReserved(NAME, columns, List.of("run", "line")).forEach(session::execute);
        session.commit();
    }

    /**
     * Writes that a run has begun, and marks what earlier ones left open.
     *
     * @param run when it began, which is its name
     * @param tables in the order of the lines
     */
    public void begin(TargetSession session, Instant run, List<SyncTable> tables) {
        session.execute(
                "UPDATE " + table + " SET status = ? WHERE status = ?", Status.CUT_OFF.word(), Status.RUNNING.word());
        // those of this run, if the answer to their COMMIT was lost
        session.execute("DELETE FROM " + table + " WHERE run = ?", run.toString());
        for (int line = 0; line < tables.size(); line++) {
            session.execute(
                    "INSERT INTO " + table
                            + " (run, line, table_name, strategy, started, ended, rows_inserted, rows_updated,"
                            + " rows_deleted, status, error) VALUES (?, ?, ?, ?, ?, '', 0, 0, 0, ?, '')",
                    run.toString(),
                    (long) line,
                    Ascii.of(tables.get(line).display()),
                    Ascii.of(tables.get(line).strategy().name()),
                    run.toString(),
                    Status.RUNNING.word());
        }
    }

    /** Writes how a table ended. */
    public void end(TargetSession session, Instant run, int line, TableOutcome outcome, Status status) {
        session.execute(
                "UPDATE " + table
                        + " SET started = ?, ended = ?, rows_inserted = ?, rows_updated = ?, rows_deleted = ?,"
                        + " status = ?, error = ? WHERE run = ? AND line = ?",
                outcome.started().toString(),
                outcome.ended().toString(),
                outcome.counts().inserted(),
                outcome.counts().updated(),
                outcome.counts().deleted(),
                status.word(),
                Ascii.of(outcome.error().orElse("")),
                run.toString(),
                (long) line);
    }
}
