package io.tranche.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What users of libpq write in a {@code postgres://} URL, under pgjdbc's names. pgjdbc ignores what it does not know, so
 * that {@code connect_timeout=10} would do nothing, silently.
 */
final class LibpqParameters {
    private static final Map<String, String> NAMES = Map.of(
            "connect_timeout", "connectTimeout",
            "application_name", "ApplicationName",
            "search_path", "currentSchema",
            "gssencmode", "gssEncMode",
            "channel_binding", "channelBinding",
            "krbsrvname", "kerberosServerName");

    private static final Map<String, String> SESSION_ATTRIBUTES = Map.of(
            "read-write", "primary",
            "read-only", "secondary",
            "standby", "secondary",
            "prefer-standby", "preferSecondary");

    private LibpqParameters() {}

    static Map<String, String> translate(Map<String, String> parameters) {
        Map<String, String> translated = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            switch (name.toLowerCase(Locale.ROOT)) {
                case "target_session_attrs" ->
                    translated.put("targetServerType", SESSION_ATTRIBUTES.getOrDefault(value, value));
                case "keepalives" -> translated.put("tcpKeepAlive", value.equals("0") ? "false" : "true");
                default -> translated.put(NAMES.getOrDefault(name, name), value);
            }
        });
        return translated;
    }
}
