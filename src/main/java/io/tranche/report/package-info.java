/**
 * What is going on, and what happened: for a terminal, as plain lines, as JSON. In: events and the phases' results. Out:
 * text. Start at {@link io.tranche.report.SliceReport}.
 */
package io.tranche.report;
