/**
 * The run's memory in the target. In: what a run is about, and a line with each unit's transaction. Out: where a stopped run
 * was. Reserved tables, removed when the run has succeeded. Start at {@link io.tranche.ledger.Ledger}.
 */
package io.tranche.ledger;
