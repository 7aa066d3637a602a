/**
 * {@code tranche demo}: a slice on servers that need no installation. In: the vendor's name. Out: a filled source, its slice,
 * and what a user wants to see of both, on stdout. Start at {@link io.tranche.demo.Demo}.
 */
package io.tranche.demo;
