/**
 * Repair, by a strategy per table. In: pairs of tables, a snapshot of each side, a target. Out: what differed and what was
 * written, table by table. A strategy first finds what is to be done, then does it: a rehearsal ends after the first step.
 * Start at {@link io.tranche.sync.Strategy} and {@link io.tranche.sync.SyncRunner}.
 */
package io.tranche.sync;
