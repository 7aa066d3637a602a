/**
 * Rules × catalog → an ordered, printable plan and its units; no I/O. In: {@link io.tranche.config.SchemaRules}, a
 * {@link io.tranche.catalog.Catalog}, a dialect's words. Out: {@link io.tranche.plan.Plan}: what {@code plan} prints is what
 * {@code slice} runs. Start at {@link io.tranche.plan.PlanBuilder}.
 */
package io.tranche.plan;
