/**
 * Workers that move chunks from source to target. In: a plan, a snapshot, a target, a key store. Out: rows in the target, a
 * line in the ledger for each unit, keys in the store. Start at {@link io.tranche.copy.CopyPhase}, then
 * {@link io.tranche.copy.UnitRunner}.
 */
package io.tranche.copy;
