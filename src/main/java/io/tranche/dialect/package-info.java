/**
 * The seam between what a slice is and what a database is. In: tables, columns, conditions, ranges, keys. Out: lines,
 * catalogs, DDL. Never plan types. Start at {@link io.tranche.dialect.Dialect}, then {@link io.tranche.dialect.Source} and
 * {@link io.tranche.dialect.Target}.
 */
package io.tranche.dialect;
