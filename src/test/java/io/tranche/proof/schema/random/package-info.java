/**
 * Random schemas, from a seed, that combine what a vendor has. Start at {@link io.tranche.proof.schema.random.RandomSchemaIT}.
 */
package io.tranche.proof.schema.random;
