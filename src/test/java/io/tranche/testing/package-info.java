/**
 * What tests share. In: nothing. Out: real servers with empty databases. Start at {@link io.tranche.testing.Servers} and
 * {@link io.tranche.testing.OnEachServer}.
 */
package io.tranche.testing;
