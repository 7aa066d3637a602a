/** Runs whose work is shared between processes: other JVMs carry out units that this one planned. */
package io.tranche.proof.shared;
