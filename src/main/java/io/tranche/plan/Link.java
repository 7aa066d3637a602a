package io.tranche.plan;

import io.tranche.catalog.Reference;
import io.tranche.catalog.TableName;
import io.tranche.dialect.KeyForm;
import io.tranche.keys.KeySpace;
import java.util.List;

/**
 * A way from rows that are copied to rows that must be copied too. The copied row gives a key; the key is wanted under the
 * link's name; what is wanted and neither copied nor asked for yet is looked up in another table. A run has reached its fixed
 * point when no link has a missing key.
 */
public sealed interface Link permits Pull, Join {
    /** Unique in the plan, stable between processes. */
    String name();

    Reference reference();

    /** Where the wanted keys are kept. */
    KeySpace space();

    /** How they are written. */
    KeyForm form();

    /** Whose rows give the keys. */
    TableName from();

    List<String> fromColumns();

    /** Where they are looked up. */
    TableName to();

    List<String> toColumns();
}
