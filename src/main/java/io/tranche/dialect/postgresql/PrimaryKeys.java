package io.tranche.dialect.postgresql;

import io.tranche.dialect.CloneScope;

/** When primary keys are made. */
enum PrimaryKeys {
    /** With their table. */
    WITH_TABLE,
    /**
     * As indexes after the rows where they can be: building one over rows that are there costs a third of keeping it up to
     * date with each row. That of a partition becomes a part of its root's and comes with its table.
     */
    AFTER_ROWS;

    static PrimaryKeys of(CloneScope scope) {
        return switch (scope.indexes()) {
            case AFTER_ROWS -> AFTER_ROWS;
            case WITH_TABLE -> WITH_TABLE;
        };
    }

    /** SQL: whether that of a table, known as {@code c}, is an index after the rows. */
    String late() {
        return switch (this) {
            case WITH_TABLE -> "false";
            case AFTER_ROWS -> "(c.relkind = 'r' AND NOT c.relispartition)";
        };
    }
}
