/**
 * Scenarios as files: {@code src/test/resources/scenarios/*.yml} hold a schema, rows, rules and the rows that a slice must
 * have; each runs on every server. Start at {@link io.tranche.proof.scenario.ScenarioIT}.
 */
package io.tranche.proof.scenario;
