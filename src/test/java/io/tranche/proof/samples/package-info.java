/**
 * Well-known sample databases, where they lie beside the repository, sliced by random rules and checked with SQL. Start at
 * {@link io.tranche.proof.samples.SamplesIT}.
 */
package io.tranche.proof.samples;
