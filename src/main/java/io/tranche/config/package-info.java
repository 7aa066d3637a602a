/**
 * The two YAML files as records. In: config.yml, schema.yml, URLs, the environment. Out:
 * {@link io.tranche.config.Configuration}, {@link io.tranche.config.SchemaRules} and
 * {@link io.tranche.config.ConnectionConfig}s, or every problem of all of them at once, each with its file, line and path.
 * The only user of SnakeYAML.
 *
 * <p>Start at {@link io.tranche.config.ConfigurationFiles}. It reads texts through {@code YamlFile} into {@code Value}s,
 * which know their place; {@code ConfigurationReader} and {@code SchemaRulesReader} turn these into records. URLs are read by
 * {@code UrlReader}, {@code ${X}} by {@code Substitution}. Nothing that a user wrote as a secret, and nothing that a
 * variable stands for, is shown in a message.
 */
package io.tranche.config;
