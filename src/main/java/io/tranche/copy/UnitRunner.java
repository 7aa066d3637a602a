package io.tranche.copy;

import io.tranche.catalog.TableName;
import io.tranche.dialect.SqlFailure;
import io.tranche.error.Failure;
import io.tranche.error.RunFailure;
import io.tranche.ledger.UnitEntry;
import io.tranche.plan.TablePlan;
import io.tranche.progress.Event;
import io.tranche.progress.Phase;
import io.tranche.row.BatchHandler;
import io.tranche.row.LineBatch;

/**
 * Carries out one unit: reads rows, claims them, loads them, adds the unit's line to the ledger, commits. Whatever goes wrong,
 * the target's transaction and the store's leases are taken back. A deadlock or lock wait is tried again a few times.
 */
final class UnitRunner {
    private static final int TRIES = 5;

    private final Workshop workshop;
    private final Phase phase;

    UnitRunner(Workshop workshop, Phase phase) {
        this.workshop = workshop;
        this.phase = phase;
    }

    /** The reading part of a unit; may be called again after a failure. */
    @FunctionalInterface
    interface Reading {
        /** Sends every row to the handler. */
        void read(Station station, Written rows, BatchHandler handler);
    }

    /** How many rows have been handed to the target so far. */
    @FunctionalInterface
    interface Written {
        long rows();
    }

    /** @return rows written */
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
                if (tries == TRIES || !attempt.canBeRepeated(e)) {
                    throw explained(table.name(), e);
                }
                retried(table, attempt, e.getMessage());
            } catch (RunFailure e) {
                if (loading == LazyLoad.Loading.STRICT) {
                    throw e;
                }
                retried(table, attempt, "rows were not stored as sent; looking for the first");
                loading = LazyLoad.Loading.STRICT;
            }
        }
    }

    private void retried(TablePlan table, Attempt attempt, String reason) {
        workshop.tally().retried();
        workshop.listener().on(new Event.UnitRetried(phase, table.name().toString(), attempt.handed, reason));
    }

    private static Failure explained(TableName table, SqlFailure failure) {
        String what =
                switch (failure.kind()) {
                    case CONNECTION_LOST -> "The connection to a server was lost while copying " + table + ": ";
                    case DENIED -> "A privilege is missing for " + table + ": ";
                    case STRUCTURE_CHANGED -> "The structure of " + table + " changed while it was read: ";
                    case EXHAUSTED -> "The server has run out of something while copying " + table + ": ";
                    case TRANSIENT -> "After " + TRIES + " tries, copying " + table + " still fails: ";
                    case OTHER -> "Copying " + table + " failed: ";
                };
        String remedy = "Units that were committed before stay in the target; `--continue` goes on from there.";
        return new RunFailure(what + sentence(failure.getMessage()) + " " + remedy, failure);
    }

    private static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
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
        private boolean undone;

        Attempt(String unit, TablePlan table, Mode mode, Station station, LazyLoad.Loading loading) {
            this.unit = unit;
            this.table = table;
            this.mode = mode;
            this.station = station;
            this.load = new LazyLoad(station.session(), table, loading);
            this.recorder = new RowRecorder(table, workshop.store(), unit);
        }

        long run(Reading reading, UnitEntry.Subject subject, int number) {
            long rows;
            try {
                reading.read(station, () -> handed, this::accept);
                rows = load.finish();
                if (rows > 0 || subject == UnitEntry.Subject.TABLE) {
                    workshop.ledger().record(station.session(), new UnitEntry(unit, subject, number, rows));
                }
                station.session().commit();
            } catch (RuntimeException | Error e) {
                undo(e);
                throw e;
            }
            workshop.store().confirm(unit);
            return rows;
        }

        /** A lost connection is the reader's where the target's session still answered. */
        boolean canBeRepeated(SqlFailure failure) {
            return switch (failure.kind()) {
                case TRANSIENT -> true;
                case CONNECTION_LOST -> undone && station.reader().rejoins();
                case DENIED, STRUCTURE_CHANGED, EXHAUSTED, OTHER -> false;
            };
        }

        private void accept(LineBatch batch) {
            recorder.record(batch, mode);
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
                undone = true;
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
