package io.tranche.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What libpq takes from around a connection where nothing is said of it: the section of a service file, else the
 * environment. Under libpq's names ({@code host}, {@code dbname}, {@code sslmode} …).
 */
final class LibpqDefaults {
    private static final String SERVICE = "service";

    /** Those that a connection here has a use for; the others set what Tranche's own sessions fix. */
    private static final Map<String, String> VARIABLES = Map.ofEntries(
            Map.entry("PGHOST", "host"),
            Map.entry("PGHOSTADDR", "hostaddr"),
            Map.entry("PGPORT", "port"),
            Map.entry("PGDATABASE", "dbname"),
            Map.entry("PGUSER", "user"),
            Map.entry("PGPASSWORD", "password"),
            Map.entry("PGPASSFILE", "passfile"),
            Map.entry("PGSSLMODE", "sslmode"),
            Map.entry("PGSSLROOTCERT", "sslrootcert"),
            Map.entry("PGSSLCERT", "sslcert"),
            Map.entry("PGSSLKEY", "sslkey"),
            Map.entry("PGCONNECT_TIMEOUT", "connect_timeout"),
            Map.entry("PGAPPNAME", "application_name"),
            Map.entry("PGOPTIONS", "options"),
            Map.entry("PGTARGETSESSIONATTRS", "target_session_attrs"),
            Map.entry("PGCHANNELBINDING", "channel_binding"),
            Map.entry("PGREQUIREAUTH", "require_auth"),
            Map.entry("PGGSSENCMODE", "gssencmode"),
            Map.entry("PGKRBSRVNAME", "krbsrvname"));

    private LibpqDefaults() {}

    /**
     * The defaults by name; a service that is not there is a problem, too.
     *
     * @param given what the connection itself says; a {@code service} is taken out of it
     */
    static Map<String, String> of(Map<String, String> given, Scope scope) {
        Map<String, String> defaults = new LinkedHashMap<>();
        VARIABLES.forEach((variable, name) -> scope.environment(variable)
                .filter(value -> !value.isEmpty())
                .ifPresent(value -> defaults.put(name, value)));
        Optional.ofNullable(given.remove(SERVICE))
                .or(() -> scope.environment("PGSERVICE"))
                .filter(service -> !service.isEmpty())
                .ifPresent(service -> defaults.putAll(ServiceFile.section(service, scope)));
        return defaults;
    }
}
