/**
 * Copied, selected, wanted and missing keys. In: batches of keys from units. Out: who may write a row, and which keys are
 * missing. Start at {@link io.tranche.keys.KeyStore}; {@link io.tranche.keys.KeyStores} opens one. The only user of Jedis
 * and RoaringBitmap.
 *
 * <p>Two implementations pass one contract test. <b>In this process</b> ({@link io.tranche.keys.InProcessKeyStore}): one
 * {@code KeysOfSpace} a space does set algebra on numbers, its {@code Handles} say which number stands for which key. Integers
 * stand for themselves in {@code LongSet}s: close ones in the leaves of a {@code LeafSet}, those far apart in
 * {@code SpreadKeys}, whose {@code LongRun}s are in files. A text is kept once in a {@code TextArena}, which moves to a file
 * when memory is short, is found through a {@code TextIndex} and sorted by {@code TextOrder}. <b>In
 * Redis</b> ({@link io.tranche.keys.RedisKeyStore}): 32 neighbouring integers, or one text, are a page; the scripts beside
 * this package work on pages in one step each, and {@code pages.lua} describes what is stored.
 */
package io.tranche.keys;
