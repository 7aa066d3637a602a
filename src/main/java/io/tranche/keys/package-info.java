/**
 * Copied, selected, wanted and missing keys. In: batches of keys from units. Out: who may write a row, and which keys are
 * missing. One small interface, in this process or in Redis; the only user of Jedis and RoaringBitmap. Start at
 * {@link io.tranche.keys.KeyStore}.
 */
package io.tranche.keys;
