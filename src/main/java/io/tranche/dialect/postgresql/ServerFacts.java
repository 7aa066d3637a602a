package io.tranche.dialect.postgresql;

import java.sql.Connection;
import java.util.List;

/**
 * What a server says of itself.
 *
 * @param number the version as one number: 150004
 * @param version for the user: {@code PostgreSQL 15.4}
 * @param identity of the database: a primary and its standbys have the same one, for what is written to the one appears on
 *     the others
 * @param encoding the database's
 * @param defaultSchema the first of the search path that exists; empty if none does
 * @param standby read-only, follows a primary
 */
record ServerFacts(
        int number,
        String version,
        String identity,
        String encoding,
        String database,
        String defaultSchema,
        boolean standby) {

    static ServerFacts of(Connection connection) {
        List<String> row = Rows.of(
                        connection,
                        """
                        SELECT current_setting('server_version_num'), current_setting('server_version'), \
                        d.oid, getdatabaseencoding(), current_database(), coalesce(current_schema(), ''), \
                        pg_is_in_recovery()
                        FROM pg_catalog.pg_database d WHERE d.datname = current_database()""")
                .get(0);
        return new ServerFacts(
                Integer.parseInt(row.get(0)),
                "PostgreSQL " + row.get(1),
                system(connection) + "/" + row.get(2),
                row.get(3),
                row.get(4),
                row.get(5),
                row.get(6).equals("t"));
    }

    /**
     * The cluster's own number, and its timeline, by which a copy that was restored and opened differs from its original. Some
     * services hide the function; then the address must do.
     */
    private static String system(Connection connection) {
        String allowed = Rows.of(
                        connection,
                        """
                        SELECT has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE') \
                        AND has_function_privilege('pg_catalog.pg_control_checkpoint()', 'EXECUTE')""")
                .get(0)
                .get(0);
        String sql = allowed.equals("t")
                ? """
                SELECT s.system_identifier || '/' || c.timeline_id
                FROM pg_catalog.pg_control_system() s, pg_catalog.pg_control_checkpoint() c"""
                : "SELECT coalesce(host(inet_server_addr()), 'socket') || ':' || current_setting('port')";
        return Rows.of(connection, sql).get(0).get(0);
    }

    /** The name under which the server takes the client's bytes as they are: SQL_ASCII databases hold any bytes. */
    String bytesEncoding() {
        return encoding.equals("SQL_ASCII") ? "SQL_ASCII" : "UTF8";
    }

    /** The identity without the database. */
    String cluster() {
        return identity.substring(0, identity.lastIndexOf('/'));
    }

    boolean since(int major) {
        return number >= major * 10_000;
    }

    int major() {
        return number / 10_000;
    }
}
