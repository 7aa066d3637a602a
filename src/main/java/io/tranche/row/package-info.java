/**
 * Lines in flight, the key values in them, and where they go. In: rows as the source's text. Out: the same bytes for the
 * target, and the keys that the run must remember. Only key columns are ever parsed. Start at
 * {@link io.tranche.row.LineBatch}.
 */
package io.tranche.row;
