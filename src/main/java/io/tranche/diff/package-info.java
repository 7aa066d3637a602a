/**
 * Differences between two databases. In: a table of each side ({@link io.tranche.diff.Pairing}), and readers of one moment a
 * side. Out: which rows are missing, extra, or not equal. Start at {@link io.tranche.diff.Pairing}; between two
 * families of databases, at {@link io.tranche.diff.CanonicalPairing}.
 */
package io.tranche.diff;
