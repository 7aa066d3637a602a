/** The bench's own data, the same each time. Start at {@link io.tranche.bench.data.Data}. */
package io.tranche.bench.data;
