package io.tranche.verify;

import io.tranche.catalog.Reference;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Reader;
import io.tranche.dialect.SqlFailure;
import io.tranche.diff.Side;
import io.tranche.progress.Event;
import io.tranche.progress.Listener;
import io.tranche.progress.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Counts a target's orphans with SQL alone, and asks the source which of them it has too. References are checked in
 * parallel, as many at a time as the target's snapshot has readers.
 *
 * <p>Misses: a row that no reference points at and that is not there, values that differ ({@link RowComparison} sees those),
 * and whatever the source has changed since the slice was cut, unless both look at the same snapshot.
 */
public final class Verifier {
    private final Dialect dialect;
    private final Side target;
    private final Optional<Side> source;
    private final Listener listener;

    /** @param source without it, the target's orphans are counted, and not told apart */
    public Verifier(Dialect dialect, Side target, Optional<Side> source, Listener listener) {
        this.dialect = dialect;
        this.target = target;
        this.source = source;
        this.listener = listener;
    }

    /**
     * Checks references.
     *
     * @throws io.tranche.error.RunFailure if a server refused or went away; names the reference
     */
    public Verification verify(List<ReferenceCheck> checks) {
        List<Unchecked> unchecked = new ArrayList<>();
        List<Workers.Work<OrphanCount>> work = new ArrayList<>();
        for (ReferenceCheck check : checks) {
            Optional<String> obstacle = obstacle(check);
            obstacle.ifPresent(
                    reason -> unchecked.add(new Unchecked(target.catalog().display(check.reference()), reason)));
            if (obstacle.isEmpty()) {
                work.add(desk -> check(check, desk));
            }
        }
        return new Verification(new Workers(target.snapshot().readers()).run(work), unchecked);
    }

    private Optional<String> obstacle(ReferenceCheck check) {
        Optional<String> blind = check.blindedBy();
        if (blind.isPresent()) {
            return Optional.of("its `when` looks at " + blind.get() + ", which is masked or converted");
        }
        return obstacle(check.reference());
    }

    private Optional<String> obstacle(Reference reference) {
        Optional<Table> child = tableIn(target, reference.child());
        if (child.isEmpty()) {
            return Optional.of("the table " + reference.child() + " is not in " + target.name());
        }
        Optional<Table> parent = tableIn(target, reference.parent());
        if (parent.isEmpty()
                && source.flatMap(side -> tableIn(side, reference.parent())).isEmpty()) {
            return Optional.of(reference.parent() + " lies outside of this database");
        }
        boolean columnsThere = hasColumns(child.get(), reference.childColumns())
                && (parent.isEmpty() || hasColumns(parent.get(), reference.parentColumns()));
        return columnsThere ? Optional.empty() : Optional.of("not all of its columns are in " + target.name());
    }

    private OrphanCount check(ReferenceCheck check, Workers.Desk desk) {
        String name = target.catalog().display(check.reference());
        long start = System.nanoTime();
        listener.on(new Event.TableStarted(Phase.VERIFY, name, -1));
        OrphanCount count;
        try (Workers.Loan reader = desk.borrow(target)) {
            count = count(check, reader.reader(), desk);
        } catch (SqlFailure e) {
            throw target.failure(name, e);
        }
        long milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        listener.on(new Event.TableFinished(Phase.VERIFY, name, count.inTarget(), milliseconds));
        return count;
    }

    private OrphanCount count(ReferenceCheck check, Reader reader, Workers.Desk desk) {
        Reference reference = check.reference();
        Table child = target.catalog().table(reference.child());
        OrphanQuery query = new OrphanQuery(dialect, reference, child, tableIn(target, reference.parent()));
        long orphans = Long.parseLong(reader.rows(query.count()).get(0).get(0));
        OptionalLong notInSource =
                switch (check.treatment()) {
                    case CUT -> OptionalLong.empty();
                    case SET_NULL -> OptionalLong.of(orphans);
                    case FOLLOW -> orphans == 0 ? OptionalLong.of(0) : notInSource(query, reader, desk);
                };
        return new OrphanCount(reference, check.treatment(), orphans, notInSource);
    }

    private OptionalLong notInSource(OrphanQuery query, Reader reader, Workers.Desk desk) {
        if (source.isEmpty()) {
            return OptionalLong.empty();
        }
        Reference reference = query.reference();
        Optional<Table> parent =
                tableIn(source.get(), reference.parent()).filter(table -> hasColumns(table, reference.parentColumns()));
        if (parent.isEmpty()) {
            return OptionalLong.of(0);
        }
        try (Workers.Loan sourceReader = desk.borrow(source.get())) {
            OrphanOrigin origin = new OrphanOrigin(query, parent.get(), source.get(), sourceReader.reader());
            return OptionalLong.of(origin.countAnswered(reader));
        }
    }

    private static Optional<Table> tableIn(Side side, TableName name) {
        return Optional.ofNullable(side.catalog().tables().get(name));
    }

    private static boolean hasColumns(Table table, List<String> columns) {
        return columns.stream().allMatch(column -> table.column(column).isPresent());
    }
}
