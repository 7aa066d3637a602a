/**
 * Events as values and one listener; nothing here prints. In: what the phases do. Out: {@link io.tranche.progress.Event}s,
 * which {@code report} turns into bars, lines or JSON. Start at {@link io.tranche.progress.Event}.
 */
package io.tranche.progress;
