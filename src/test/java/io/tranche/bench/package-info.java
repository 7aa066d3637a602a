/**
 * Measures slices against what the servers themselves need. In: a vendor and a workload. Out: medians and ratios of one run.
 * Start at {@link io.tranche.bench.Bench}, which {@code scripts/bench} starts.
 */
package io.tranche.bench;
