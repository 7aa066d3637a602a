package io.tranche.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One entry of {@code connection:}. Problems are added to the value's scope; what is built in spite of them is not used. */
final class ConnectionReader {
    private static final List<String> KEYS = List.of(
            "type",
            "host",
            "port",
            "socket",
            "url",
            "user",
            "password",
            "password_file",
            "database",
            "tls",
            "start",
            "protected",
            "parameters");

    private static final String LOCAL = "127.0.0.1";

    /** Where the server is, and what a URL says beside that. */
    private record Base(Vendor vendor, List<Address> addresses, Optional<Path> socket, Optional<ConnectionUrl> url) {}

    private final String name;
    private final Section section;

    private ConnectionReader(String name, Section section) {
        this.name = name;
        this.section = section;
    }

    /** The connection, or empty with a problem added. A bare URL will do for the whole entry. */
    static Optional<ConnectionConfig> read(String name, Value value) {
        Optional<ConnectionConfig> connection = value.isScalar()
                ? UrlReader.read(value.written(), value.scope())
                        .flatMap(url -> Connections.named(name, url, value.scope()))
                : value.section(KEYS).flatMap(section -> new ConnectionReader(name, section).read());
        return connection.filter(whole -> value.scope().isClean());
    }

    private Optional<ConnectionConfig> read() {
        return complete(section.given("url").isPresent() ? baseFromUrl() : baseFromParts());
    }

    /** Without a URL where it is wrong, which is a problem already: the other keys are still looked at. */
    private Base baseFromUrl() {
        Value value = section.get("url").orElseThrow();
        for (String key : List.of("host", "port", "socket")) {
            section.given(key).ifPresent(this::refuseBesideUrl);
        }
        Optional<Vendor> type = vendor();
        if (!value.isScalar()) {
            value.refuseKind("a URL such as mysql://user@host:3306/database");
            return new Base(Vendor.MYSQL, List.of(), Optional.empty(), Optional.empty());
        }
        Optional<ConnectionUrl> url = UrlReader.read(value.written(), value.scope());
        if (url.isPresent()
                && section.given("type").isPresent()
                && type.filter(url.get().vendor()::equals).isEmpty()) {
            section.get("type").orElseThrow().problem("`type` and `url` name different vendors.", "Delete `type`.");
        }
        return url.map(found -> new Base(found.vendor(), found.addresses(), found.socket(), url))
                .orElse(new Base(Vendor.MYSQL, List.of(), Optional.empty(), url));
    }

    private void refuseBesideUrl(Value value) {
        value.problem("This stands in `url` already.", "Delete it here, or `url`.");
    }

    private Base baseFromParts() {
        Optional<Vendor> known = vendor();
        // with an unknown type, the other keys are still looked at
        Vendor vendor = known.orElse(Vendor.MYSQL);
        Optional<Integer> ownPort = section.given("port")
                .map(value -> (int) value.wholeNumber(1, 65535).orElse(1));
        Optional<ConnectionUrl> libpq = vendor == Vendor.POSTGRESQL ? libpq(ownPort) : Optional.empty();
        int port = ownPort.or(() -> libpq.flatMap(ConnectionReader::port)).orElse(Vendors.defaultPort(vendor));
        Optional<String> socketInHost = section.given("host")
                .filter(Value::isScalar)
                .map(Value::written)
                .filter(host -> host.startsWith("/"));
        Optional<Value> socket = section.given("socket").or(() -> socketInHost.flatMap(path -> section.get("host")));
        if (socket.isPresent()) {
            return baseOnSocket(socket.get(), vendor, port, libpq);
        }
        if (section.given("host").isEmpty() && libpq.isPresent()) {
            return new Base(vendor, libpq.get().addresses(), libpq.get().socket(), libpq);
        }
        List<Address> addresses =
                section.given("host").map(value -> hosts(value, port)).orElse(List.of(new Address(LOCAL, port)));
        return new Base(vendor, addresses, Optional.empty(), libpq);
    }

    /** What libpq's users have set around a connection that this entry describes in parts. */
    private Optional<ConnectionUrl> libpq(Optional<Integer> port) {
        Map<String, String> given = new LinkedHashMap<>();
        port.ifPresent(number -> given.put("port", number.toString()));
        section.given("parameters")
                .filter(Value::isMapping)
                .flatMap(value -> value.mapping("a mapping of the driver's parameters"))
                .flatMap(parameters -> parameters.given("service"))
                .ifPresent(service -> given.put("service", service.written()));
        return UrlReader.libpq(given, section.self().scope());
    }

    private static Optional<Integer> port(ConnectionUrl url) {
        return url.addresses().stream().map(Address::port).findFirst();
    }

    private Base baseOnSocket(Value value, Vendor vendor, int port, Optional<ConnectionUrl> libpq) {
        if (section.given("socket").isPresent() && section.given("host").isPresent()) {
            value.problem("`host` and `socket` are both given.", "Keep one of them.");
        }
        if (vendor != Vendor.POSTGRESQL) {
            section.given("port")
                    .ifPresent(given -> given.problem("A socket has no port.", "Delete `port` or `socket`."));
        }
        Optional<Path> socket =
                value.filledText("a socket's path").flatMap(path -> Sockets.resolve(path, vendor, port, value.scope()));
        return new Base(vendor, List.of(), socket, libpq);
    }

    private static List<Address> hosts(Value value, int port) {
        List<String> hosts =
                value.texts("a host, or a list of hosts to be tried in order").orElse(List.of());
        return hosts.stream()
                .flatMap(host -> Hosts.parse(host, port, value.scope()).orElse(List.of()).stream())
                .toList();
    }

    private Optional<Vendor> vendor() {
        Optional<Value> type = section.given("type");
        if (type.isEmpty()) {
            return Optional.of(Vendor.MYSQL);
        }
        Optional<String> word = type.get().filledText("mysql, mariadb or postgresql");
        Optional<Vendor> vendor = word.flatMap(Vendors::of);
        if (word.isPresent() && vendor.isEmpty()) {
            type.get()
                    .problem(
                            Quoted.of(type.get().written()) + " is no type of database.",
                            "Use mysql, mariadb or postgresql.");
        }
        return vendor;
    }

    private Optional<ConnectionConfig> complete(Base base) {
        Optional<String> user = once("user", base.url().flatMap(ConnectionUrl::user), name("user"));
        Optional<Secret> password =
                once("password", base.url().flatMap(ConnectionUrl::password), Passwords.read(section));
        Optional<String> database = once("database", base.url().flatMap(ConnectionUrl::database), name("database"));
        Optional<Tls> tls = once(
                "tls",
                base.url().flatMap(ConnectionUrl::tls),
                section.given("tls").flatMap(TlsReader::read));
        Map<String, String> parameters = new LinkedHashMap<>();
        base.url().ifPresent(url -> parameters.putAll(url.parameters()));
        parameters.putAll(base.vendor() == Vendor.POSTGRESQL ? LibpqParameters.translate(parameters()) : parameters());
        parameters.remove("service");
        boolean isProtected = section.given("protected").flatMap(Value::bool).orElse(false);
        List<String> start = section.given("start")
                .flatMap(value -> value.texts("a list of SQL statements"))
                .orElse(List.of());
        return database(database, user, base)
                .map(found -> new ConnectionConfig(
                        name,
                        base.vendor(),
                        base.addresses(),
                        base.socket(),
                        user,
                        password,
                        found,
                        tls.orElse(Tls.PREFERRED),
                        start,
                        isProtected,
                        parameters))
                .map(connection ->
                        Connections.withPassword(connection, section.self().scope()));
    }

    private Optional<String> database(Optional<String> database, Optional<String> user, Base base) {
        boolean wrongUrl = section.given("url").isPresent() && base.url().isEmpty();
        if (database.isEmpty() && (wrongUrl || section.given("database").isPresent())) {
            return Optional.empty();
        }
        return Connections.database(
                database, user, base.vendor(), section.self().scope());
    }

    private <T> Optional<T> once(String key, Optional<T> inUrl, Optional<T> own) {
        if (inUrl.isPresent() && section.given("url").isPresent()) {
            section.given(key).ifPresent(this::refuseBesideUrl);
        }
        return own.or(() -> inUrl);
    }

    private Optional<String> name(String key) {
        return section.given(key).flatMap(value -> value.filledText("a name")
                .flatMap(text -> TextRules.printable(key, text, value.scope())));
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        section.given("parameters")
                .flatMap(value -> value.mapping("a mapping of the driver's parameters"))
                .ifPresent(given -> given.entries().forEach((key, value) -> value.text("text")
                        .flatMap(text -> TextRules.printable("parameter", text, value.scope()))
                        .ifPresent(text -> parameters.put(key, text))));
        return parameters;
    }
}
