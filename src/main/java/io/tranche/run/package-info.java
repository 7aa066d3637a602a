/**
 * The composition root: each command reads as its algorithm. In: a request. Out: a report. Start at
 * {@link io.tranche.run.SliceRun}.
 */
package io.tranche.run;
