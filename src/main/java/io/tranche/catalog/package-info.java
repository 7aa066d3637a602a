/**
 * What a database is: tables, columns, keys, references, and the graph that references draw. Pure values, no I/O; dialects
 * read them. Start at {@link io.tranche.catalog.Catalog}.
 */
package io.tranche.catalog;
