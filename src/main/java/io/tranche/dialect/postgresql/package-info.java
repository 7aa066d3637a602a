/**
 * PostgreSQL 10 and later. Rows leave as {@code COPY … TO STDOUT} and enter as {@code COPY … FROM STDIN}, as text or, where that is
 * exact, in COPY's binary form: nothing but keys is ever decoded. In: connections, queries, asked keys. Out: rows, catalogs, DDL. Start at
 * {@link io.tranche.dialect.postgresql.PostgreSqlDialect}; what a session is set to stands in {@code SessionSettings}, how a
 * query reads in {@code QueryText}, how keys are asked for in {@code AskedKeys}.
 */
package io.tranche.dialect.postgresql;
