package io.tranche.dialect.postgresql;

import io.tranche.config.Address;
import io.tranche.config.ConnectionConfig;
import io.tranche.config.Secret;
import io.tranche.config.Tls;
import io.tranche.error.Problem;
import io.tranche.error.Problems;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGProperty;

/**
 * A connection in the driver's words. Names that users of libpq know are translated; the driver ignores what it does not
 * know, so unknown names are refused here.
 */
final class ConnectionProperties {
    private static final Map<String, PGProperty> LIBPQ = Map.ofEntries(
            Map.entry("connect_timeout", PGProperty.CONNECT_TIMEOUT),
            Map.entry("application_name", PGProperty.APPLICATION_NAME),
            Map.entry("gssencmode", PGProperty.GSS_ENC_MODE),
            Map.entry("krbsrvname", PGProperty.KERBEROS_SERVER_NAME),
            Map.entry("channel_binding", PGProperty.CHANNEL_BINDING),
            Map.entry("keepalives", PGProperty.TCP_KEEP_ALIVE),
            Map.entry("require_auth", PGProperty.REQUIRE_AUTH),
            Map.entry("target_session_attrs", PGProperty.TARGET_SERVER_TYPE));

    private static final Map<String, String> SESSION_ATTRIBUTES = Map.of(
            "any", "any",
            "primary", "primary",
            "read-write", "primary",
            "standby", "secondary",
            "read-only", "secondary",
            "prefer-standby", "preferSecondary");

    /** Where the server is, who logs in, and what rows depend on: said elsewhere, or fixed. */
    private static final Set<String> ELSEWHERE =
            Set.of("host", "port", "dbname", "user", "password", "passfile", "service");

    private static final Set<String> FIXED = Set.of("client_encoding", "fallback_application_name");

    private final ConnectionConfig config;
    private final Properties properties = new Properties();
    private final Problems problems = new Problems();

    private ConnectionProperties(ConnectionConfig config) {
        this.config = config;
    }

    /** @throws io.tranche.error.Refusal if a parameter is unknown */
    static Properties of(ConnectionConfig config) {
        return new ConnectionProperties(config).build();
    }

    /** {@code jdbc:postgresql://a:5432,b:5432/database}; a socket's address is in the properties. */
    static String url(ConnectionConfig config) {
        String hosts = config.addresses().isEmpty()
                ? "localhost"
                : config.addresses().stream().map(Address::toString).collect(Collectors.joining(","));
        return "jdbc:postgresql://" + hosts + "/" + URLEncoder.encode(config.database(), StandardCharsets.UTF_8);
    }

    private Properties build() {
        set(PGProperty.APPLICATION_NAME, "tranche");
        // the name then goes with the login, and not in a statement of its own
        set(PGProperty.ASSUME_MIN_SERVER_VERSION, "10");
        config.parameters().forEach(this::parameter);
        problems.refuseIfAny();
        // libpq's limit is for the whole of connecting, the driver's for its first packet only
        if (PGProperty.CONNECT_TIMEOUT.isPresent(properties) && !PGProperty.LOGIN_TIMEOUT.isPresent(properties)) {
            set(PGProperty.LOGIN_TIMEOUT, PGProperty.CONNECT_TIMEOUT.getOrDefault(properties));
        }
        // without a user's name libpq takes the one of the machine's user
        set(PGProperty.USER, config.user().orElse(System.getProperty("user.name")));
        config.password().map(Secret::value).ifPresent(password -> set(PGProperty.PASSWORD, password));
        socket().ifPresent(path -> {
            set(PGProperty.SOCKET_FACTORY, UnixSocketFactory.class.getName());
            set(PGProperty.SOCKET_FACTORY_ARG, path.toString());
            set(PGProperty.SSL_MODE, "disable");
        });
        tls(config.tls());
        // every value as the server's text, and no statement that a pooler between us and the server would lose
        set(PGProperty.BINARY_TRANSFER, "false");
        set(PGProperty.PREPARE_THRESHOLD, "0");
        set(PGProperty.STRING_TYPE, "unspecified");
        set(PGProperty.LOG_SERVER_ERROR_DETAIL, "false");
        return properties;
    }

    private void parameter(String name, String value) {
        if (ELSEWHERE.contains(name) || FIXED.contains(name)) {
            return;
        }
        PGProperty property = Optional.ofNullable(LIBPQ.get(name)).orElseGet(() -> PGProperty.forName(name));
        if (property == null) {
            problems.add(new Problem(
                    "connection " + config.name(),
                    "PostgreSQL's driver knows no parameter \"" + name + "\".",
                    "Leave it out, or set it by a statement under start:."));
            return;
        }
        set(property, translated(name, value));
    }

    private static String translated(String name, String value) {
        return switch (name) {
            case "target_session_attrs" -> SESSION_ATTRIBUTES.getOrDefault(value, value);
            case "keepalives" -> value.equals("0") ? "false" : "true";
            default -> value;
        };
    }

    /** The socket's file; a folder, as libpq's host takes it, holds one named after the port. */
    private Optional<Path> socket() {
        return config.socket()
                .or(() -> Optional.ofNullable(config.parameters().get("host"))
                        .filter(host -> host.startsWith("/"))
                        .map(Path::of))
                .map(path -> path.getFileName().toString().startsWith(".s.PGSQL.")
                        ? path
                        : path.resolve(".s.PGSQL." + port()));
    }

    private String port() {
        return Optional.ofNullable(config.parameters().get("port"))
                .or(() -> config.addresses().stream().findFirst().map(address -> String.valueOf(address.port())))
                .orElse("5432");
    }

    private void tls(Tls tls) {
        if (tls.mode() != Tls.Mode.PREFER) {
            set(PGProperty.SSL_MODE, tls.mode().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        tls.ca().ifPresent(path -> set(PGProperty.SSL_ROOT_CERT, path.toString()));
        tls.certificate().ifPresent(path -> set(PGProperty.SSL_CERT, path.toString()));
        tls.key().ifPresent(path -> set(PGProperty.SSL_KEY, path.toString()));
    }

    private void set(PGProperty property, String value) {
        property.set(properties, value);
    }
}
