package io.tranche.dialect.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What every session is set to, so that values are written and read alike on both sides, whatever the servers, databases and
 * users are configured to. The only place that sets sessions.
 */
final class SessionSettings {
    /** Text forms; each of them changes how some type is written or read. */
    private static final Map<String, String> FORMS = new LinkedHashMap<>();

    /** Protection from limits meant for other clients. Versions know different ones: unknown names are passed over. */
    private static final List<String> UNLIMITED = List.of(
            "statement_timeout", "idle_in_transaction_session_timeout", "idle_session_timeout", "transaction_timeout");

    static {
        FORMS.put("extra_float_digits", "3");
        FORMS.put("datestyle", "ISO, MDY");
        FORMS.put("intervalstyle", "postgres");
        FORMS.put("timezone", "UTC");
        FORMS.put("bytea_output", "hex");
        FORMS.put("xmloption", "content");
        FORMS.put("lc_monetary", "C");
        FORMS.put("client_encoding", "UTF8");
        // rows that a policy hides become an error
        FORMS.put("row_security", "off");
        // else \ escapes in our literals, and NULL in arrays is a text
        FORMS.put("standard_conforming_strings", "on");
        FORMS.put("array_nulls", "on");
        FORMS.put("transform_null_equals", "off");
        FORMS.put("quote_all_identifiers", "off");
    }

    private SessionSettings() {}

    /** In one statement: sessions are opened often. */
    static void apply(Connection connection, Connections.Side side) throws SQLException {
        List<String> settings = new ArrayList<>();
        FORMS.forEach((name, value) -> settings.add(set(name, value)));
        UNLIMITED.forEach(name -> settings.add("CASE WHEN pg_catalog.current_setting('" + name
                + "', true) IS NOT NULL THEN " + set(name, "0") + " END"));
        switch (side) {
            case SOURCE -> settings.add(set("default_transaction_read_only", "on"));
            case TARGET -> {
                settings.add(set("default_transaction_read_only", "off"));
                // functions may name tables that come after them
                settings.add(set("check_function_bodies", "off"));
            }
        }
        run(connection, "SELECT " + String.join(", ", settings));
    }

    private static String set(String name, String value) {
        return "pg_catalog.set_config('" + name + "', '" + value + "', false)";
    }

    /** The same forms for the transaction of a script; {@code row_security} is for those who read. */
    static String script() {
        return FORMS.entrySet().stream()
                .filter(setting -> !setting.getKey().equals("row_security"))
                .map(setting -> "SET LOCAL " + setting.getKey() + " = '" + setting.getValue() + "';\n")
                .collect(Collectors.joining());
    }

    /** Names in definitions are written with their schemas. */
    static void emptyPath(Connection connection) throws SQLException {
        run(connection, "SELECT " + set("search_path", ""));
    }

    static boolean isEncrypted(Connection connection) {
        return Rows.of(
                        connection,
                        "SELECT coalesce(bool_or(ssl), false) FROM pg_catalog.pg_stat_ssl"
                                + " WHERE pid = pg_catalog.pg_backend_pid()")
                .get(0)
                .get(0)
                .equals("t");
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
