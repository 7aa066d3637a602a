/**
 * A database and its rules as values, small enough to reason about in memory: what the random tests generate, the oracle
 * judges and the shrinker makes smaller. Start at {@link io.tranche.proof.model.Case}.
 */
package io.tranche.proof.model;
