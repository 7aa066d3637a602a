package io.tranche.verify;

import io.tranche.catalog.Reference;
import io.tranche.catalog.Table;
import io.tranche.catalog.TableName;
import io.tranche.config.ReferenceRule.Treatment;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Counts a target's orphans, and asks the source which of them it has too. All that is counted is counted by the server;
 * that there is nothing to count is seen here where tables are large ({@link IntegerReference}). References are checked in
 * parallel, as many at a time as the target's snapshot has readers.
 *
 * <p>Misses: a row that no reference points at and that is not there, values that differ ({@link RowComparison} sees those),
 * whatever the source has changed since the slice was cut, unless both look at the same snapshot, and what somebody
 * else does to the target meanwhile, unless its readers share one.
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
        List<Workers.Work<Optional<OrphanCount>>> work = new ArrayList<>();
        for (ReferenceCheck check : checks) {
            Optional<String> obstacle = obstacle(check);
            obstacle.ifPresent(
                    reason -> unchecked.add(new Unchecked(target.catalog().display(check.reference()), reason)));
            if (obstacle.isEmpty()) {
                work.addAll(new Count(check).work());
            }
        }
        List<OrphanCount> counts = new Workers(target.snapshot().readers())
                .run(work).stream().flatMap(Optional::stream).toList();
        return new Verification(counts, unchecked);
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

    private static Optional<Table> tableIn(Side side, TableName name) {
        return Optional.ofNullable(side.catalog().tables().get(name));
    }

    private static boolean hasColumns(Table table, List<String> columns) {
        return columns.stream().allMatch(column -> table.column(column).isPresent());
    }

    /** What there is to do for one reference, in one piece or in two that may be done at the same time. */
    private final class Count {
        private final ReferenceCheck check;
        private final OrphanQuery query;
        private final String name;
        private final AtomicLong start = new AtomicLong();
        private final AtomicInteger piecesLeft = new AtomicInteger();

        Count(ReferenceCheck check) {
            Reference reference = check.reference();
            this.check = check;
            this.query = new OrphanQuery(
                    dialect, reference, target.catalog().table(reference.child()), tableIn(target, reference.parent()));
            this.name = target.catalog().display(reference);
        }

        /** The piece that is done last gives the result. */
        List<Workers.Work<Optional<OrphanCount>>> work() {
            // a cut reference has orphans
            Optional<IntegerReference> integers =
                    check.treatment() == Treatment.CUT ? Optional.empty() : IntegerReference.of(query, mostValues());
            List<Consumer<Reader>> pieces = integers.map(
                            columns -> List.<Consumer<Reader>>of(columns::readParents, columns::readChildren))
                    .orElse(List.of(reader -> {}));
            piecesLeft.set(pieces.size());
            return pieces.stream()
                    .<Workers.Work<Optional<OrphanCount>>>map(piece -> desk -> run(piece, integers, desk))
                    .toList();
        }

        /** Bits for a column: an eighth of the memory for all that are read at a time, and those that wait for their other one. */
        private int mostValues() {
            long bits = Runtime.getRuntime().maxMemory() / (target.snapshot().readers() + 2);
            return (int) Math.min(bits, Integer.MAX_VALUE);
        }

        private Optional<OrphanCount> run(
                Consumer<Reader> piece, Optional<IntegerReference> integers, Workers.Desk desk) {
            if (start.compareAndSet(0, System.nanoTime())) {
                listener.on(new Event.TableStarted(Phase.VERIFY, name, -1));
            }
            try (Workers.Loan loan = desk.borrow(target)) {
                piece.accept(loan.reader());
                if (piecesLeft.decrementAndGet() > 0) {
                    return Optional.empty();
                }
                boolean complete = integers.stream().anyMatch(IntegerReference::isComplete);
                OrphanCount count = complete ? count(0, loan.reader(), desk) : count(loan.reader(), desk);
                long milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start.get());
                listener.on(new Event.TableFinished(Phase.VERIFY, name, count.inTarget(), milliseconds));
                return Optional.of(count);
            } catch (SqlFailure e) {
                throw target.failure(name, e);
            }
        }

        private OrphanCount count(Reader reader, Workers.Desk desk) {
            return count(Long.parseLong(reader.rows(query.count()).get(0).get(0)), reader, desk);
        }

        private OrphanCount count(long orphans, Reader reader, Workers.Desk desk) {
            OptionalLong notInSource =
                    switch (check.treatment()) {
                        case CUT -> OptionalLong.empty();
                        case SET_NULL -> OptionalLong.of(orphans);
                        case FOLLOW -> orphans == 0 ? OptionalLong.of(0) : notInSource(reader, desk);
                    };
            return new OrphanCount(check.reference(), check.treatment(), orphans, notInSource);
        }

        private OptionalLong notInSource(Reader reader, Workers.Desk desk) {
            if (source.isEmpty()) {
                return OptionalLong.empty();
            }
            Reference reference = check.reference();
            Optional<Table> parent = tableIn(source.get(), reference.parent())
                    .filter(table -> hasColumns(table, reference.parentColumns()));
            if (parent.isEmpty()) {
                return OptionalLong.of(0);
            }
            try (Workers.Loan sourceReader = desk.borrow(source.get())) {
                OrphanOrigin origin = new OrphanOrigin(query, parent.get(), source.get(), sourceReader.reader());
                return OptionalLong.of(origin.countAnswered(reader));
            }
        }
    }
}
