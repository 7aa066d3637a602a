package io.tranche.sync;

import io.tranche.dialect.Dialect;
import io.tranche.dialect.Dialect.ReservedType;
import io.tranche.dialect.Position;
import io.tranche.dialect.Target;
import io.tranche.dialect.TargetSession;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which tables need no look, because neither side has changed since they were last found in step. Kept in the target, in the
 * reserved table {@code sync_signature}, per source, target, table and configuration.
 *
 * <p>What is kept are the positions of both servers from before anything was read, or both sides' {@link Contents}. A position belongs to a whole server: if it
 * is the same, nothing there has changed; if it is not, nobody knows which tables have. The target's own moves by the very
 * transaction that writes it down, so there it must be exactly one transaction later; this holds only after runs that had
 * nothing to repair, and others leave it out. Contents know no such limits, and cost a look at every row.
 */
public final class Signatures {
    private static final String NAME = "sync_signature";

    /** Contents are remembered beside positions. */
    private static final String CONTENT = "content\n";

    private final Dialect dialect;
    private final String table;
    private final Pair identities;
    private final Map<String, Seen> seen;

    /** The databases' identities. */
    public record Pair(String source, String target) {}

    /** Positions of both servers, from before anything was read. */
    public record Positions(Position source, Position target) {}

    /** @param runs runs since all was looked at */
    private record Seen(String source, String target, long runs) {}

    private Signatures(Dialect dialect, Pair identities, Map<String, Seen> seen) {
        this.dialect = dialect;
        this.table = dialect.quote(dialect.reserved(NAME));
        this.identities = identities;
        this.seen = Map.copyOf(seen);
    }

    /** Reads what a target remembers. */
    public static Signatures of(Target target, Pair identities) {
        Dialect dialect = target.dialect();
        Map<String, Seen> seen = new HashMap<>();
        if (target.exists(dialect.reserved(NAME))) {
            try (TargetSession session = target.session()) {
                session.rows("SELECT id, source_position, target_position, runs FROM "
                                + dialect.quote(dialect.reserved(NAME)))
                        .forEach(row ->
                                seen.put(row.get(0), new Seen(row.get(1), row.get(2), Long.parseLong(row.get(3)))));
            }
        }
        return new Signatures(dialect, identities, seen);
    }

    /** Makes the table if it is not there. */
    public static void create(Target target, TargetSession session) {
        Dialect dialect = target.dialect();
        if (target.exists(dialect.reserved(NAME))) {
            return;
        }
        Map<String, ReservedType> columns = new LinkedHashMap<>();
        columns.put("id", ReservedType.NAME);
        columns.put("table_name", ReservedType.TEXT);
        columns.put("source_position", ReservedType.TEXT);
        columns.put("target_position", ReservedType.TEXT);
        columns.put("runs", ReservedType.NUMBER);
        dialect.createReserved(NAME, columns, List.of("id")).forEach(session::execute);
        session.commit();
    }

    /**
     * Whether a table is as it was when it was last found in step.
     *
     * @param configuration all that decides what the table is compared by
     * @param fullCheckEvery so many runs end with one that looks at everything
     */
    public boolean unchanged(SyncTable subject, String configuration, Positions now, int fullCheckEvery) {
        Seen last = seen.get(id(subject, configuration));
        if (last == null || last.runs() + 1 >= fullCheckEvery) {
            return false;
        }
        boolean proven = now.source().proves() && now.target().proves();
        return proven && onlyOwn(last.source(), last.target(), now);
    }

    /** Whether a table holds what it held when it was last found in step. As {@link #unchanged}. */
    public boolean sameContents(SyncTable subject, String configuration, Contents now, int fullCheckEvery) {
        Seen last = seen.get(id(subject, CONTENT + configuration));
        return last != null
                && last.runs() + 1 < fullCheckEvery
                && last.source().equals(now.source())
                && last.target().equals(now.target());
    }

    /** Why positions can never tell that nothing has changed; empty if they can. */
    public Optional<String> obstacle(Positions positions, String source, String target) {
        if (!positions.source().proves()) {
            return Optional.of(source + " does not prove that nothing has changed: "
                    + positions.source().doubt());
        }
        if (!positions.target().proves()) {
            return Optional.of(target + " does not prove that nothing has changed: "
                    + positions.target().doubt());
        }
        return dialect.countsTransactions(positions.target().text())
                ? Optional.empty()
                : Optional.of(target + " does not number its transactions (GTIDs), so that this program's own cannot be"
                        + " told from others");
    }

    /** Whether nothing but the transaction that wrote down {@code before} has come since. */
    public boolean onlyOwn(Positions before, Positions now) {
        return onlyOwn(before.source().text(), before.target().text(), now);
    }

    /** If both databases lie on one server, the transaction that wrote this down moved the source's position as well. */
    private boolean onlyOwn(String source, String target, Positions now) {
        boolean oneServer =
                source.equals(target) && now.source().text().equals(now.target().text());
        boolean sourceStands = source.equals(now.source().text())
                || oneServer && dialect.oneTransactionLater(source, now.source().text());
        return sourceStands && dialect.oneTransactionLater(target, now.target().text());
    }

    /**
     * Writes down that a table was found in step, or was passed over because nothing had changed.
     *
     * @param before from before both sides were read
     * @param look whether it was looked at now
     */
    public void record(TargetSession session, SyncTable subject, String configuration, Positions before, Look look) {
        String id = id(subject, configuration);
        record(session, subject, id, before.source().text(), before.target().text(), look);
    }

    /** As {@link #record(TargetSession, SyncTable, String, Positions, Look)}. */
    public void record(TargetSession session, SyncTable subject, String configuration, Contents contents, Look look) {
        record(session, subject, id(subject, CONTENT + configuration), contents.source(), contents.target(), look);
    }

    private void record(TargetSession session, SyncTable subject, String id, String source, String target, Look look) {
        Seen last = seen.get(id);
        long runs = look == Look.PASSED_OVER && last != null ? last.runs() + 1 : 0;
        session.execute("DELETE FROM " + table + " WHERE id = ?", id);
        session.execute(
                "INSERT INTO " + table
                        + " (id, table_name, source_position, target_position, runs) VALUES (?, ?, ?, ?, ?)",
                id,
                Ascii.of(subject.display()),
                Ascii.of(source),
                Ascii.of(target),
                runs);
    }

    /** A table that failed, or whose target was written to, is to be looked at again. */
    public void forget(TargetSession session, SyncTable subject, String configuration) {
        session.execute("DELETE FROM " + table + " WHERE id = ?", id(subject, configuration));
    }

    /** Of what a table held nothing is to be remembered. */
    public void forgetContents(TargetSession session, SyncTable subject, String configuration) {
        forget(session, subject, CONTENT + configuration);
    }

    /** What a run did with a table. */
    public enum Look {
        COMPARED,
        PASSED_OVER
    }

    private String id(SyncTable subject, String configuration) {
        return Fingerprint.of(
                identities.source(), identities.target(), subject.name().toString(), configuration);
    }
}
