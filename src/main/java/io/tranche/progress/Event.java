package io.tranche.progress;

/** What happens in a run, as values. Tables are given as users write them. */
public sealed interface Event {
    /** @param expectedRows an estimate of the rows this phase will write, or −1 where nothing is known */
    record PhaseStarted(Phase phase, long expectedRows) implements Event {}

    record PhaseFinished(Phase phase, long milliseconds) implements Event {}

    /** A table's work in a phase begins. {@code expectedRows} is an estimate, or −1. */
    record TableStarted(Phase phase, String table, long expectedRows) implements Event {}

    /** Rows on their way to the target since the last such event of this table: a difference, not a sum. */
    record RowsWritten(Phase phase, String table, long rows, long bytes) implements Event {}

    record TableFinished(Phase phase, String table, long rows, long milliseconds) implements Event {}

    /** Objects of a sort ({@code indexes}) are being created: {@code done} of {@code total} are there. */
    record ObjectsCreated(Phase phase, String sort, long done, long total) implements Event {}

    /** A unit is tried again: its rows so far are taken back from the sums. */
    record UnitRetried(Phase phase, String table, long rowsTakenBack, String reason) implements Event {}

    /** Worth knowing, nothing to do. */
    record Notice(String text) implements Event {}

    /** Worth acting on, though the run goes on. */
    record Warning(String text) implements Event {}

    /**
     * A statement that a server is given, whole: with keys of rows in it. For those who asked for it; a load stands as the
     * statement that begins it.
     *
     * @param database whether it reads the one or writes to the other
     */
    record Statement(Direction database, String sql) implements Event {
        /** What the statement's session is for. */
        public enum Direction {
            READ,
            WRITE
        }
    }

    /** For {@code -v}: a statement, a decision. Never holds a row's values or a password. */
    record Detail(String text) implements Event {}
}
