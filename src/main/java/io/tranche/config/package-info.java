/**
 * The two YAML files as records. In: config.yml, schema.yml, URLs, the environment. Out:
 * {@link io.tranche.config.Configuration} and {@link io.tranche.config.SchemaRules}, or every problem of a file at once.
 * The only user of SnakeYAML.
 */
package io.tranche.config;
