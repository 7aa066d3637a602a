/**
 * Tranche: cuts small, referentially complete slices out of big databases, clones their schemas, and keeps copies in step.
 *
 * <pre>
 * config ─► catalog ─► plan ─► schema ─► copy ─► traverse ─► finish ─► verify ─► report
 * </pre>
 *
 * Each package is one concern and imports only those before it. Start at {@link io.tranche.run.SliceRun}, which reads as the
 * flow above, or at {@link io.tranche.cli.Main}.
 */
package io.tranche;
