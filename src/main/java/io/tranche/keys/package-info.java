/**
 * Copied, selected, wanted and missing keys. In: batches of keys from units. Out: who may write a row, and which keys are
 * missing. Start at {@link io.tranche.keys.KeyStore}; {@link io.tranche.keys.KeyStores} opens one. The only user of Jedis,
 * RoaringBitmap and MVStore.
 *
 * <p>Two implementations pass one contract test. <b>In this process</b> ({@link io.tranche.keys.InProcessKeyStore}): one
 * {@code KeysOfSpace} a space does set algebra on numbers, its {@code Handles} say which number stands for which key. Integers
 * stand for themselves in {@code LongSet}s; a text is kept once in a {@code TextArena}, which moves to a file
 * ({@code Overflow}) when memory is short, is found through a {@code TextIndex} and sorted by {@code TextOrder}. <b>In
 * Redis</b> ({@link io.tranche.keys.RedisKeyStore}): 32 neighbouring integers, or one text, are a page; the scripts beside
 * this package work on pages in one step each, and {@code pages.lua} describes what is stored.
 */
package io.tranche.keys;
