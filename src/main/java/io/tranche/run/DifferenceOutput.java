package io.tranche.run;

import io.tranche.dialect.Definitions;
import io.tranche.dialect.Dialect;
import io.tranche.diff.Side;
import io.tranche.sync.FoundTable;
import java.util.List;

/** Where single differences are told, if anywhere. */
public interface DifferenceOutput {
    /** Nothing beyond the report. */
    DifferenceOutput NONE = found -> {};

    /**
     * What was found, and the snapshots in which it was.
     *
     * @param tables in the order of the report
     * @param dialect of both sides, or the target's
     * @param definitions of the target
     */
    record Found(
            List<FoundTable> tables, Dialect dialect, Side source, Side target, Definitions definitions, Keys keys) {

        /** @param table one with a key */
        KeyReading keys(FoundTable table) {
            return switch (keys) {
                case OWN -> new DifferingRows(table, this);
                case CANONICAL -> new CanonicalKeys(table);
            };
        }
    }

    /** How the keys of what was found are written. */
    enum Keys {
        /** As both databases write them. */
        OWN,
        /** As canonical texts: the databases are of two families. */
        CANONICAL
    }

    /** @throws io.tranche.error.Refusal if what is told makes sense within a family alone */
    default void refuseTwoFamilies() {}

    /** Tells; called once. */
    void tell(Found found);
}
