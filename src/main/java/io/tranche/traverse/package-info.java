/**
 * Missing keys to the fixed point. In: what copied rows want. Out: the rows that they point at, until nothing is missing.
 * Start at {@link io.tranche.traverse.TraversePhase}.
 */
package io.tranche.traverse;
