/** Random databases and rules, from a seed. Start at {@link io.tranche.proof.random.RandomCase}. */
package io.tranche.proof.random;
