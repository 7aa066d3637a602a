/** Says which rows a slice must hold, from the words of the design alone. Start at {@link io.tranche.proof.oracle.Oracle}. */
package io.tranche.proof.oracle;
