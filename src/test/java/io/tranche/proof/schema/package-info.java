/**
 * Whether a recreated schema is the source's: as the vendors' own dump programs see it, and as users meet {@code tranche
 * schema}.
 */
package io.tranche.proof.schema;
