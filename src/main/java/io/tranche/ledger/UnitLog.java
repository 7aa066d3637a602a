package io.tranche.ledger;

import io.tranche.dialect.TargetSession;
import java.util.List;
import java.util.OptionalLong;

/** Where the units of a run leave their lines, each in the transaction of its rows. Stateless; any thread calls it. */
public interface UnitLog {
    /** Of runs that write nothing, and so have nothing to go on with. */
    UnitLog NONE = new UnitLog() {
        @Override
        public void record(TargetSession session, String run, UnitEntry unit) {
            // nobody will ask for it
        }

        @Override
        public OptionalLong rows(TargetSession session, String unit) {
            return OptionalLong.empty();
        }

        @Override
        public List<UnitEntry> units(TargetSession session) {
            return List.of();
        }
    };

    /**
     * Adds a unit's line to the session's transaction.
     *
     * @param run the id of the unit's run
     * @throws io.tranche.dialect.SqlFailure if the ledger is another run's by now: one that lost its connections for so long
     *     that the target was free must not write any more
     */
    void record(TargetSession session, String run, UnitEntry unit);

    /** The rows that a unit wrote; empty if it was not committed. */
    OptionalLong rows(TargetSession session, String unit);

    /** The lines of all committed units. */
    List<UnitEntry> units(TargetSession session);
}
