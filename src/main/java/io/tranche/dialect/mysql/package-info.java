/**
 * MySQL and MariaDB. In: queries, keys and lines of the dialect's seam. Out: lines as {@code LOAD DATA} takes them, byte for
 * byte as they are stored. Start at {@link io.tranche.dialect.mysql.MySqlDialect}; what makes a copy exact stands in
 * {@code SourceSession}, {@code Expressions}, {@code TargetConnection} and {@code LoadData}.
 */
package io.tranche.dialect.mysql;
