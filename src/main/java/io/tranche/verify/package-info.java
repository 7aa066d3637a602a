/**
 * Proof by what a database itself says. In: a target, perhaps its source, the references that must hold and the tables that must be equal.
 * Out: orphans counted and told apart from the source's own, and rows that differ. Shares nothing with the parts that copy:
 * a verifier that trusts the copier's bookkeeping proves nothing. Start at {@link io.tranche.verify.Verifier} and
 * {@link io.tranche.verify.RowComparison}.
 */
package io.tranche.verify;
