package io.tranche.sync;

import io.tranche.catalog.TableName;
import io.tranche.copy.CopyPhase;
import io.tranche.copy.Crew;
import io.tranche.copy.Scans;
import io.tranche.copy.Tally;
import io.tranche.copy.UnitNames;
import io.tranche.copy.Workshop;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Reader;
import io.tranche.dialect.Snapshot;
import io.tranche.dialect.SqlFailure;
import io.tranche.error.RunFailure;
import io.tranche.keys.KeySpace;
import io.tranche.keys.KeyStore;
import io.tranche.keys.KeyStores;
import io.tranche.keys.Role;
import io.tranche.ledger.UnitLog;
import io.tranche.plan.Identity;
import io.tranche.plan.Plan;
import io.tranche.plan.TablePlan;
import io.tranche.plan.Unit;
import io.tranche.progress.Event;
import io.tranche.progress.Listener;
import io.tranche.traverse.TraversePhase;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rows that a slice made now would have, known by their keys, or in tables without one by their contents. They are found as
 * a slice finds them, but that nothing is written and that of the rows only keys and references are read.
 *
 * <p>{@link #cut} is called once, before anything is asked; from then on any thread may ask.
 */
public final class FreshSlice implements AutoCloseable {
    private static final String RUN = "fresh slice";

    private final Plan plan;
    private final Dialect dialect;
    private final Listener listener;
    private final KeyStore store;
    private RunFailure failure;

    /** @param plan one that claims every row, of the tables that are kept as a slice and no others */
    public FreshSlice(Plan plan, Dialect dialect, Listener listener) {
        this.plan = new SlicePlan(plan).ofKeys();
        this.dialect = dialect;
        this.listener = listener;
        this.store = KeyStores.open(Optional.empty(), RUN, Role.OWNER, listener);
    }

    /**
     * Finds the rows. Where it fails, {@link #table} tells why, to each of the tables alone.
     *
     * @param snapshot of the source, whose readers nobody uses meanwhile
     * @throws io.tranche.error.Interruption if this thread is interrupted
     */
    public void cut(Snapshot snapshot, int workers) {
        Workshop workshop = new Workshop(
                RUN, plan, dialect, store, Optional.empty(), UnitLog.NONE, new Tally(), FreshSlice.this::tell);
        try (Crew crew = new Crew(Math.min(workers, snapshot.readers()), snapshot, UnkeptSession::new)) {
            UnitNames names = new UnitNames(plan, 0);
            new CopyPhase(workshop, crew, names).run(scans(snapshot), Set.of());
            new TraversePhase(workshop, crew, names).run();
        } catch (SqlFailure e) {
            failure = failed(e);
        } catch (RunFailure e) {
            failure = e.getCause() instanceof SqlFailure cause ? failed(cause) : e;
        }
    }

    private List<Unit.Scan> scans(Snapshot snapshot) {
        try (Reader reader = snapshot.reader()) {
            return Scans.units(plan, reader);
        }
    }

    private static RunFailure failed(SqlFailure e) {
        return new RunFailure("The source was not read for the strategy `slice`: " + e.getMessage(), e);
    }

    /** Rows that are only looked for are no rows that were written. */
    private void tell(Event event) {
        if (!(event instanceof Event.RowsWritten)) {
            listener.on(event);
        }
    }

    /**
     * What is sliced of a table; empty if nothing is.
     *
     * @throws RunFailure if the slice could not be found
     */
    Optional<TablePlan> table(TableName name) {
        if (failure != null) {
            throw failure;
        }
        return plan.find(name);
    }

    /**
     * How many rows of a table are part of it; of equal ones in a table without a key, one.
     *
     * @throws RunFailure if the slice could not be found
     */
    public long rows(TableName name) {
        return table(name)
                .map(planned -> store.copied(space(planned.identity())))
                .orElse(0L);
    }

    private static KeySpace space(Identity identity) {
        return identity instanceof Identity.ByKey byKey ? byKey.key().space() : ((Identity.ByContent) identity).space();
    }

    KeyStore store() {
        return store;
    }

    @Override
    public void close() {
        store.close();
    }
}
