package io.tranche.sync;

/**
 * What a strategy is going to do with one table. {@link #delete} and {@link #write} are called once each, in this order, by one
 * thread at a time; after a deadlock or a lost connection the failed one is called again and begins anew, so that each of
 * them must come to the same end if its first transactions are there already.
 */
public interface Changes extends AutoCloseable {
    /** Nothing to do: {@code equal} rows were found to be as they should. */
    static Changes none(long equal) {
        return new Changes() {
            @Override
            public Counts planned() {
                return new Counts(equal, 0, 0, 0);
            }

            @Override
            public boolean repeatable() {
                return true;
            }

            @Override
            public void delete(Writing writing) {
                // nothing is to be removed
            }

            @Override
            public void write(Writing writing) {
                // nothing is to be written
            }
        };
    }

    /** What will be done, in rows; after both steps this is what was done. */
    Counts planned();

    /** Whether the two steps are to be carried out; also where rows are not known beforehand, or something else is written. */
    default boolean pending() {
        return planned().changes() > 0;
    }

    /** What figures do not say, for the user: {@code rows whose id is 4711 or above}. Empty if nothing is to be said. */
    default String note() {
        return "";
    }

    /** Whether {@link #differences} tells of each of the rows; not where a table is written as a whole. */
    default boolean knowsRows() {
        return true;
    }

    /** Tells of each row that is to be changed, for {@code --rows} and {@code --sql}; rows that a strategy does not know yet are left out. */
    default void differences(DifferenceHandler handler) {}

    /**
     * Whether {@link #write} comes to the same end if all of it was done before: then a COMMIT whose answer was lost is simply
     * done again.
     */
    default boolean repeatable() {
        return false;
    }

    /** Removes rows from the target. */
    void delete(Writing writing);

    /** Adds and changes rows. */
    void write(Writing writing);

    /** Gives up what is held beside the database: temporary files. */
    @Override
    default void close() {}
}
