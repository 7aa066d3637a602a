/**
 * Sources made of others: reading that is held back, and several replicas as one. In: sources and snapshots of the dialects,
 * {@link io.tranche.config.SourceLimits}. Out: the same seam. Start at {@link io.tranche.source.ThrottledSource} and
 * {@link io.tranche.source.Replicas}.
 */
package io.tranche.source;
