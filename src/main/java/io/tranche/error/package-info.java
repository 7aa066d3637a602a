/**
 * Failures that a user can act on. What goes in: what is wrong, where, why, what to do. What comes out: one
 * {@link io.tranche.error.Failure} with an exit code. Start at {@link io.tranche.error.Problem}.
 */
package io.tranche.error;
