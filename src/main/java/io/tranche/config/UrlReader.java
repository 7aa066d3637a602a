package io.tranche.config;

import io.tranche.config.ConnectionUrl.PasswordOrigin;
import io.tranche.error.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads one URL. No message shows any part of it but its scheme: what is malformed may be a piece of a password. */
final class UrlReader {
    private static final Pattern URL = Pattern.compile(
            "(?<jdbc>jdbc:)?(?<scheme>[A-Za-z][A-Za-z0-9.-]*)(?<driver>\\+[A-Za-z0-9_]+)?:(?<rest>.*)", Pattern.DOTALL);
    private static final Pattern SPECIAL_JDBC = Pattern.compile(
            "(jdbc:)?mysqlx:.*|jdbc:(mysql|mariadb):(?!//).*|.*://\\(.*|.*://address=.*", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)" + Substitution.VARIABLE);
    private static final String HOST_ADDRESS = "hostaddr";
    private static final String ENCODE =
            "Encode `@ / ? # % :` in user and password (`%40` for `@`), or write ${NAME} for them.";

    private final Vendor vendor;
    private final UrlParts parts;
    private final UnaryOperator<String> decodeQuery;
    private final Scope scope;
    private final Map<String, String> query = new LinkedHashMap<>();

    private UrlReader(Vendor vendor, UrlParts parts, UnaryOperator<String> decodeQuery, Scope scope) {
        this.vendor = vendor;
        this.parts = parts;
        this.decodeQuery = decodeQuery;
        this.scope = scope;
    }

    /**
     * What the URL says, or empty with a problem added.
     *
     * @param written with its {@code ${X}}. At the very start one may stand for a URL or its beginning; elsewhere it stands
     *     for one part, and its value needs no encoding
     */
    static Optional<ConnectionUrl> read(String written, Scope scope) {
        Scope apart = scope.apart();
        Optional<ConnectionUrl> url = readWhole(written.strip(), apart).filter(whole -> apart.isClean());
        apart.moveInto(scope);
        return url;
    }

    private static Optional<ConnectionUrl> readWhole(String written, Scope scope) {
        Matcher leading = VARIABLE.matcher(written);
        if (!leading.lookingAt()) {
            return readText(written, PasswordOrigin.LITERAL, scope);
        }
        String rest = written.substring(leading.end());
        return scope.substitute(leading.group())
                .flatMap(start -> readText(start.strip() + rest, PasswordOrigin.VARIABLE, scope));
    }

    private static Optional<ConnectionUrl> readText(String text, PasswordOrigin origin, Scope scope) {
        Matcher url = URL.matcher(text);
        if (SPECIAL_JDBC.matcher(text).matches() || url.matches() && "+srv".equals(url.group("driver"))) {
            scope.problem(
                    "This form of URL is not supported.",
                    "Write mysql://host1:3306,host2:3306/database; replicas are named one by one: --read a,b.");
            return Optional.empty();
        }
        boolean hierarchical = url.matches() && url.group("rest").startsWith("//");
        if (!url.matches() || !hierarchical && url.group("jdbc") == null) {
            scope.problem(
                    "This is no URL of a database.",
                    "Write mysql://user:${PASSWORD}@host:3306/database, or mariadb://…, postgres://…, jdbc:….");
            return Optional.empty();
        }
        String scheme = url.group("scheme").toLowerCase(Locale.ROOT);
        Optional<Vendor> vendor = Vendors.of(scheme);
        if (vendor.isEmpty()) {
            refuseScheme(scheme, scope);
            return Optional.empty();
        }
        UnaryOperator<String> decodeQuery =
                url.group("jdbc") == null ? PercentEncoding::decode : PercentEncoding::decodeForm;
        UrlParts parts = UrlParts.split(scheme, url.group("rest"));
        return new UrlReader(vendor.get(), parts, decodeQuery, scope).read(origin);
    }

    private static void refuseScheme(String scheme, Scope scope) {
        String hint = Nearest.hint(scheme, List.of("mysql", "mariadb", "postgres", "postgresql"));
        String known = "Tranche reads and writes mysql://, mariadb:// and postgres://, also with jdbc: before them.";
        scope.problem("A URL of " + Quoted.of(scheme) + " is not supported.", (hint + " " + known).strip());
    }

    /**
     * What libpq knows of a connection of which only this is said.
     *
     * @param given parameters under libpq's names
     */
    static Optional<ConnectionUrl> libpq(Map<String, String> given, Scope scope) {
        UrlReader reader =
                new UrlReader(Vendor.POSTGRESQL, UrlParts.split("postgres", "//"), UnaryOperator.identity(), scope);
        reader.query.putAll(given);
        return reader.read(PasswordOrigin.NONE);
    }

    private Optional<ConnectionUrl> read(PasswordOrigin origin) {
        try {
            readQuery();
            if (vendor == Vendor.POSTGRESQL) {
                hostAddress(query);
                Map<String, String> defaults = LibpqDefaults.of(query, scope);
                if (saysWhere()) {
                    defaults.remove(HOST_ADDRESS);
                }
                defaults.keySet().removeIf(name -> name.equals("host") && defaults.containsKey(HOST_ADDRESS));
                hostAddress(defaults);
                defaults.forEach(this::addUnlessSaid);
            }
            return Optional.of(readParts(origin));
        } catch (PercentEncoding.Malformed e) {
            scope.problem("The URL holds a `%` that begins no escape of UTF-8 text.", ENCODE);
            return Optional.empty();
        }
    }

    private ConnectionUrl readParts(PasswordOrigin origin) {
        Optional<String> userInQuery = take("user").or(() -> take("username"));
        Optional<String> passwordInQuery = take("password");
        Optional<String> databaseInQuery = take("dbname");
        UrlPlace place = UrlPlace.of(vendor, decoded(parts.hosts()), query, scope);
        TlsParameters tls = new TlsParameters(query, vendor, scope);
        return new ConnectionUrl(
                vendor,
                place.addresses(),
                place.socket(),
                parts.user().map(this::decoded).or(() -> userInQuery).flatMap(user -> name("user", user)),
                parts.password().map(this::decoded).or(() -> passwordInQuery).flatMap(this::secret),
                database().or(() -> databaseInQuery).flatMap(database -> name("database", database)),
                tls.tls(),
                vendor == Vendor.POSTGRESQL ? LibpqParameters.translate(tls.others()) : tls.others(),
                passwordOrigin(origin));
    }

    private void readQuery() {
        for (String part : parts.query()) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                scope.problem("A parameter of the URL is no name=value.", ENCODE);
                continue;
            }
            String name = decodeQuery.apply(part.substring(0, equals));
            scope.substitute(part.substring(equals + 1), decodeQuery)
                    .flatMap(value -> TextRules.printable("parameter", value, scope))
                    .ifPresent(value -> query.put(name, value));
        }
    }

    private void addUnlessSaid(String name, String value) {
        boolean isSaid =
                switch (name) {
                    case "host" -> saysWhere();
                    case "user" -> parts.user().isPresent() || says("user", "username");
                    case "password" -> parts.password().isPresent() || says("password");
                    case "dbname" -> !parts.path().isEmpty() || says("dbname");
                    default -> query.keySet().stream().map(TlsModes::plain).anyMatch(TlsModes.plain(name)::equals);
                };
        if (!isSaid) {
            query.put(name, value);
        }
    }

    /** libpq connects to {@code hostaddr} and checks certificates by {@code host}; pgjdbc has one name for both. */
    private void hostAddress(Map<String, String> parameters) {
        Optional<String> address = Optional.ofNullable(parameters.remove(HOST_ADDRESS));
        if (address.isPresent() && saysWhere()) {
            scope.problem("A host and a hostaddr are given; here a server has one name.", "Leave out one of them.");
        } else {
            address.ifPresent(where -> parameters.put("host", where));
        }
    }

    private boolean saysWhere() {
        return !parts.hosts().isEmpty() || says("host", "socket", "unix_socket", "localSocket");
    }

    private boolean says(String... names) {
        return Stream.of(names).anyMatch(query::containsKey);
    }

    private Optional<String> take(String name) {
        return Optional.ofNullable(query.remove(name));
    }

    /** Decoded, with values put in; an empty text where a variable is undefined, which is a problem already. */
    private String decoded(String raw) {
        return scope.substitute(raw, PercentEncoding::decode).orElse("");
    }

    private Optional<String> database() {
        String path = parts.path().endsWith("/")
                ? parts.path().substring(0, parts.path().length() - 1)
                : parts.path();
        if (path.matches("(?s).*[/@:#].*")) {
            scope.problem("The database's name in the URL holds one of `/ @ : #`.", ENCODE);
            return Optional.empty();
        }
        return Optional.of(decoded(path)).filter(name -> !name.isEmpty());
    }

    private Optional<String> name(String what, String text) {
        return text.isEmpty() ? Optional.empty() : TextRules.printable(what, text, scope);
    }

    private Optional<Secret> secret(String text) {
        return text.isEmpty() ? Optional.empty() : TextRules.secret(text, scope);
    }

    private PasswordOrigin passwordOrigin(PasswordOrigin literal) {
        Optional<String> raw = parts.password().or(() -> parts.query().stream()
                .filter(part -> part.startsWith("password="))
                .map(part -> part.substring("password=".length()))
                .findFirst());
        if (raw.isEmpty() || raw.get().isEmpty()) {
            return PasswordOrigin.NONE;
        }
        return VARIABLE.matcher(raw.get()).find() ? PasswordOrigin.VARIABLE : literal;
    }
}
