package io.tranche.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code redis:} of config.yml. */
final class RedisReader {
    private static final List<String> KEYS =
            List.of("host", "port", "db", "user", "password", "password_file", "tls", "url");
    private static final List<String> IN_URL = List.of("host", "port");
    private static final Pattern URL = Pattern.compile("(rediss?):(//.*)", Pattern.DOTALL);
    private static final int DEFAULT_PORT = 6379;
    private static final int MOST_DATABASES = 1_000_000;

    private RedisReader() {}

    /** The section; empty with a problem added. */
    static Optional<RedisConfig> read(Value value) {
        if (value.isNull()) {
            value.problem(
                    "`redis:` is empty.",
                    "Delete it to keep keys in this process, or write `redis: {}` for " + "127.0.0.1:" + DEFAULT_PORT
                            + ".");
            return Optional.empty();
        }
        return value.section(KEYS)
                .flatMap(section -> section.given("url").isPresent() ? fromUrl(section) : fromParts(section));
    }

    private static Optional<RedisConfig> fromParts(Section section) {
        int port = section.given("port")
                .map(value -> (int) value.wholeNumber(1, 65535).orElse(DEFAULT_PORT))
                .orElse(DEFAULT_PORT);
        Address address = section.given("host")
                .flatMap(value -> value.filledText("a host").flatMap(host -> address(host, port, value.scope())))
                .orElse(new Address("127.0.0.1", port));
        return Optional.of(new RedisConfig(
                address.host(),
                address.port(),
                database(section).orElse(0),
                user(section),
                Passwords.read(section),
                tls(section)));
    }

    private static Optional<RedisConfig> fromUrl(Section section) {
        Value value = section.get("url").orElseThrow();
        IN_URL.forEach(key -> refuseBesideUrl(section, key));
        if (!value.isScalar()) {
            value.refuseKind("redis://host:6379/0 or rediss://…");
            return Optional.empty();
        }
        try {
            return fromUrl(value, section);
        } catch (PercentEncoding.Malformed e) {
            value.problem("The URL holds a `%` that begins no escape of UTF-8 text.", "Encode `%` as `%25`.");
            return Optional.empty();
        }
    }

    private static Optional<RedisConfig> fromUrl(Value value, Section section) {
        Scope scope = value.scope();
        String written = value.written().startsWith("${")
                ? scope.substitute(value.written()).orElse("")
                : value.written();
        Matcher matcher = URL.matcher(written);
        if (!matcher.matches()) {
            if (!written.isEmpty()) {
                value.problem(
                        "This is no URL of a Redis server.",
                        "Write redis://user:${PASSWORD}@host:6379/0, or rediss://… for TLS.");
            }
            return Optional.empty();
        }
        UrlParts parts = UrlParts.split(matcher.group(1), matcher.group(2));
        if (!parts.query().isEmpty()) {
            value.problem("Parameters in the URL of a Redis server are not supported.", "Use the keys beside `url`.");
        }
        String hosts = decoded(parts.hosts(), scope);
        Optional<Address> address = address(hosts.isEmpty() ? "127.0.0.1" : hosts, DEFAULT_PORT, scope);
        Optional<Integer> databaseInUrl = databaseInUrl(parts, scope);
        databaseInUrl.ifPresent(twice -> refuseBesideUrl(section, "db"));
        parts.user().ifPresent(twice -> refuseBesideUrl(section, "user"));
        parts.password().ifPresent(twice -> refuseBesideUrl(section, "password"));
        Optional<Tls> implied = parts.scheme().equals("rediss")
                ? Optional.of(new Tls(Tls.Mode.VERIFY_FULL, Optional.empty(), Optional.empty(), Optional.empty()))
                : Optional.empty();
        return address.map(found -> new RedisConfig(
                found.host(),
                found.port(),
                databaseInUrl.or(() -> database(section)).orElse(0),
                parts.user().map(text -> decoded(text, scope)).or(() -> user(section)),
                parts.password()
                        .map(text -> decoded(text, scope))
                        .filter(text -> !text.isEmpty())
                        .flatMap(text -> TextRules.secret(text, scope))
                        .or(() -> Passwords.read(section)),
                section.given("tls").isPresent() ? tls(section) : implied));
    }

    private static void refuseBesideUrl(Section section, String key) {
        section.given(key)
                .ifPresent(twice -> twice.problem("`" + key + "` stands in `url` already.", "Delete it here."));
    }

    private static String decoded(String raw, Scope scope) {
        return scope.substitute(raw, PercentEncoding::decode).orElse("");
    }

    private static Optional<Integer> databaseInUrl(UrlParts parts, Scope scope) {
        String path = decoded(parts.path(), scope).strip();
        if (path.isEmpty()) {
            return Optional.empty();
        }
        if (!path.matches("[0-9]{1,6}")) {
            scope.problem("The database in the URL of a Redis server is a number.", "Write redis://host:6379/0.");
            return Optional.empty();
        }
        return Optional.of(Integer.valueOf(path));
    }

    private static Optional<Address> address(String host, int port, Scope scope) {
        Optional<List<Address>> addresses = Hosts.parse(host, port, scope);
        if (addresses.isPresent() && addresses.get().size() > 1) {
            scope.problem("Redis has one host here.", "Name one.");
        }
        return addresses.map(list -> list.get(0));
    }

    private static Optional<Integer> database(Section section) {
        return section.given("db")
                .map(value -> (int) value.wholeNumber(0, MOST_DATABASES).orElse(0));
    }

    private static Optional<String> user(Section section) {
        return section.given("user").flatMap(value -> value.filledText("a user's name")
                .flatMap(user -> TextRules.printable("user", user, value.scope())));
    }

    /** No TLS is empty. */
    private static Optional<Tls> tls(Section section) {
        return section.given("tls").flatMap(TlsReader::read).filter(tls -> tls.mode() != Tls.Mode.DISABLE);
    }
}
