package io.tranche.copy;

import io.tranche.dialect.SqlFailure;
import io.tranche.error.RunFailure;
import io.tranche.ledger.UnitEntry;
import io.tranche.plan.TablePlan;
import io.tranche.progress.Event;
import io.tranche.progress.Phase;
import io.tranche.row.BatchHandler;
import io.tranche.row.LineBatch;
import io.tranche.row.RowForm;
import java.util.OptionalLong;

/**
 * Carries out one unit: reads rows, claims them, loads them, adds the unit's line to the ledger, commits. Whatever goes wrong,
 * the target's transaction and the store's leases are taken back. A deadlock, a lock wait or a lost connection is tried again
 * a few times.
 */
final class UnitRunner {
    private final Workshop workshop;
    private final Phase phase;
    private final Recovery recovery;

    UnitRunner(Workshop workshop, Phase phase) {
        this.workshop = workshop;
        this.phase = phase;
        this.recovery = new Recovery(workshop, phase);
    }

    /** The reading part of a unit; may be called again after a failure. */
    @FunctionalInterface
    interface Reading {
        /**
         * Sends every row to the handler.
         *
         * @param table the plan to read by, with the rows' form of this try
         */
        void read(TablePlan table, Station station, Written rows, BatchHandler handler);
    }

    /** How many rows the unit accounts for so far. */
    @FunctionalInterface
    interface Written {
        long rows();
    }

    /** @return rows of the slice that the unit accounts for: written ones, and those that were kept */
    long run(
            String unit,
            TablePlan table,
            Mode mode,
            UnitEntry.Subject subject,
            int number,
            Station station,
            Reading reading) {
        long start = System.nanoTime();
        LazyLoad.Loading loading = LazyLoad.Loading.FAST;
        for (int tries = 1; ; tries++) {
            Attempt attempt = new Attempt(unit, table, mode, station, loading);
            try {
                long rows = attempt.run(reading, subject, number);
                workshop.tally().worked(table.name(), System.nanoTime() - start);
                return rows;
            } catch (SqlFailure e) {
                recovery.prepare(table, station, e, tries, attempt.handed);
                OptionalLong committed = attempt.settled();
                if (committed.isPresent()) {
                    return committed.getAsLong();
                }
            } catch (RunFailure e) {
                if (loading == LazyLoad.Loading.STRICT || station.isCancelled()) {
                    throw e;
                }
                recovery.retried(
                        table,
                        attempt.handed,
                        Tally.Cause.REFUSED_ROWS,
                        "rows were not stored as sent; looking for the first");
                loading = LazyLoad.Loading.STRICT;
            }
        }
    }

    /** One try. */
    private final class Attempt {
        private final String unit;
        private final TablePlan table;
        private final Mode mode;
        private final Station station;
        private final LazyLoad load;
        private final RowRecorder recorder;
        private long handed;
        private long kept;
        private boolean unsettled;

        Attempt(String unit, TablePlan planned, Mode mode, Station station, LazyLoad.Loading loading) {
            this.unit = unit;
            // a row that is refused is named by what stands in its line, and text is read by any type that can hold it
            this.table = loading == LazyLoad.Loading.STRICT ? planned.as(RowForm.TEXT) : planned;
            this.mode = mode;
            this.station = station;
            this.load = new LazyLoad(station.session(), table, loading);
            this.recorder = new RowRecorder(table, workshop.store(), workshop.kept(), unit);
        }

        long run(Reading reading, UnitEntry.Subject subject, int number) {
            long rows;
            try {
                reading.read(table, station, () -> handed + kept, this::accept);
                rows = load.finish() + kept;
                if (rows > 0 || subject == UnitEntry.Subject.TABLE) {
                    workshop.ledger()
                            .record(station.session(), workshop.run(), new UnitEntry(unit, subject, number, rows));
                }
            } catch (RuntimeException | Error e) {
                undo(e);
                throw e;
            }
            commit();
            return rows;
        }

        private void commit() {
            try {
                station.session().commit();
            } catch (SqlFailure e) {
                unsettled = e.kind() == SqlFailure.Kind.CONNECTION_LOST;
                if (!unsettled) {
                    undo(e);
                }
                throw e;
            } catch (RuntimeException | Error e) {
                undo(e);
                throw e;
            }
            workshop.store().confirm(unit);
        }

        /** The rows of a unit whose COMMIT was sent and not answered: the ledger knows whether it was heard. */
        OptionalLong settled() {
            if (!unsettled) {
                return OptionalLong.empty();
            }
            OptionalLong rows = workshop.ledger().rows(station.session(), unit);
            if (rows.isPresent()) {
                workshop.store().confirm(unit);
            } else {
                workshop.store().release(unit);
            }
            return rows;
        }

        private void accept(LineBatch batch) {
            kept += recorder.record(batch, mode);
            batch.cut(table.carried().size());
            if (batch.rows() == 0) {
                return;
            }
            long bytes = batch.size();
            int rows = batch.rows();
            handed += rows;
            load.write(batch);
            workshop.listener().on(new Event.RowsWritten(phase, table.name().toString(), rows, bytes));
        }

        private void undo(Throwable cause) {
            try {
                load.abort();
                station.session().rollback();
            } catch (RuntimeException e) {
                cause.addSuppressed(e);
            }
            try {
                workshop.store().release(unit);
            } catch (RuntimeException e) {
                cause.addSuppressed(e);
            }
        }
    }
}
