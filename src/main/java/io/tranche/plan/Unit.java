package io.tranche.plan;

import io.tranche.catalog.TableName;
import io.tranche.dialect.KeyRange;
import java.util.Optional;

/**
 * A piece of work: one target transaction. Safe to try twice. Names tables and links of the plan, never secrets or rows.
 */
public sealed interface Unit {
    /** Unique in the run. */
    String id();

    /** Whose rows are written. */
    TableName table();

    /** Copy a chunk of a table. {@code range} is empty where the table is read in one go. */
    record Scan(String id, TableName table, Optional<KeyRange> range) implements Unit {}

    /** Take up to {@code limit} missing keys of a link and copy the rows that have them. */
    record Lookup(String id, TableName table, String link, int limit) implements Unit {}
}
