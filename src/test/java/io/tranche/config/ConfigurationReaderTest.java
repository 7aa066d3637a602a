package io.tranche.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {
    @TempDir
    Path folder;

    private static ConnectionConfig with(String... lines) {
        String[] all = Stream.concat(Stream.of(lines), Stream.of("database: d")).toArray(String[]::new);
        return Reads.connection(all);
    }

    private static void refuses(String line, String problem) {
        assertEquals(List.of(problem), Reads.badConnection("database: d", line).problems());
    }

    private static Tls tls(Tls.Mode mode) {
        return new Tls(mode, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void readsTheLimitsOfSources() {
        Configuration configuration = Reads.config(
                        """
                        limits:
                          max_rows_per_second: 20_000
                          max_connections: 6
                          statement_timeout: 10m
                          max_lag: ${LAG}
                          max_running: 30
                          max_snapshot_age: 1d
                        """,
                        Map.of("LAG", "5"))
                .clean();
        assertEquals(
                new SourceLimits(
                        OptionalLong.of(20_000),
                        OptionalInt.of(6),
                        Optional.of(Duration.ofMinutes(10)),
                        Optional.of(Duration.ofSeconds(5)),
                        OptionalInt.of(30),
                        Optional.of(Duration.ofDays(1))),
                configuration.limits());
    }

    @Test
    void refusesLimitsThatAreNone() {
        assertEquals(
                List.of(
                        "config.yml:1 limits.max_connections: `2` is not a whole number, from 5 to 2147483647.",
                        "config.yml:1 limits.max_lag: `late` is no length of time. Write a length of time such as 30s,"
                                + " 10m or 2h."),
                Reads.config("limits: {max_lag: late, max_connections: 2}", Map.of())
                        .problems());
    }

    @Test
    void readsTheExampleOfTheDesign() throws IOException {
        Files.writeString(folder.resolve("ca.pem"), "");
        Configuration configuration = Reads.config(
                        """
                        redis: {host: localhost, port: 6379, db: 0}     # user, password, tls too.
                        max_workers: 4                                  # default: the processors
                        connection:
                          prod: {type: mysql, host: 127.0.0.1, port: 3306, user: reader, password: ${PROD_PASSWORD}, database: shop}
                          dev:  {url: "postgres://me@localhost/dev", start: ["SET search_path = app"]}
                          live: {type: mariadb, socket: /run/mysqld/mysqld.sock, user: root, database: shop, tls: {mode: verify-full, ca: %s/ca.pem}, protected: true}
                        """
                                .formatted(folder),
                        Map.of("PROD_PASSWORD", "a}b"))
                .clean();
        assertEquals(
                Optional.of(
                        new RedisConfig("localhost", 6379, 0, Optional.empty(), Optional.empty(), Optional.empty())),
                configuration.redis());
        assertEquals(OptionalInt.of(4), configuration.maxWorkers());
        assertEquals(
                List.of("prod", "dev", "live"),
                List.copyOf(configuration.connections().keySet()));
        assertEquals(
                new ConnectionConfig(
                        "prod",
                        Vendor.MYSQL,
                        List.of(new Address("127.0.0.1", 3306)),
                        Optional.empty(),
                        Optional.of("reader"),
                        Optional.of(new Secret("a}b")),
                        "shop",
                        Tls.PREFERRED,
                        List.of(),
                        false,
                        Map.of()),
                configuration.connections().get("prod"));
        assertEquals(
                new ConnectionConfig(
                        "dev",
                        Vendor.POSTGRESQL,
                        List.of(new Address("localhost", 5432)),
                        Optional.empty(),
                        Optional.of("me"),
                        Optional.empty(),
                        "dev",
                        Tls.PREFERRED,
                        List.of("SET search_path = app"),
                        false,
                        Map.of()),
                configuration.connections().get("dev"));
        assertEquals(
                new ConnectionConfig(
                        "live",
                        Vendor.MARIADB,
                        List.of(),
                        Optional.of(Path.of("/run/mysqld/mysqld.sock")),
                        Optional.of("root"),
                        Optional.empty(),
                        "shop",
                        new Tls(
                                Tls.Mode.VERIFY_FULL,
                                Optional.of(folder.resolve("ca.pem")),
                                Optional.empty(),
                                Optional.empty()),
                        List.of(),
                        true,
                        Map.of()),
                configuration.connections().get("live"));
    }

    @Test
    void readsFilesOfTheToolItSucceeds() {
        Configuration configuration = Reads.config(
                        """
                        redis:
                          host: localhost
                          port: 6379
                          db: 0
                        max_workers: 8
                        connection:
                          development:
                            host: localhost
                            port: 3306
                            user: root
                            password:
                            database: dev
                          production:
                            type: "mysql"
                            host: "db"
                            port: "3307"
                            user: "root"
                            password: "0123"
                            database: prod
                        """)
                .clean();
        ConnectionConfig development = configuration.connections().get("development");
        assertEquals(Vendor.MYSQL, development.vendor());
        assertEquals(Optional.empty(), development.password());
        ConnectionConfig production = configuration.connections().get("production");
        assertEquals(List.of(new Address("db", 3307)), production.addresses());
        assertEquals(Optional.of(new Secret("0123")), production.password());
    }

    @Test
    void readsJson() {
        Configuration configuration = Reads.config(
                        "{\n\t\"max_workers\":2,\n\t\"connection\": {\n\t\t\"c\":{\"host\":\"h\",\"user\":\"a\\/b\\u00e9\\\\/\\ud83d\\ude00\","
                                + "\"password\":null,\"protected\":false,\"database\":\"d\"}\n\t}\n}\n")
                .clean();
        assertEquals(OptionalInt.of(2), configuration.maxWorkers());
        assertEquals(
                Optional.of("a/bé\\/😀"), configuration.connections().get("c").user());
    }

    @Test
    void hasDefaults() {
        Configuration configuration =
                Reads.config("connection: {c: {database: d}}").clean();
        assertEquals(Optional.empty(), configuration.redis());
        assertEquals(OptionalInt.empty(), configuration.maxWorkers());
        assertEquals(
                new ConnectionConfig(
                        "c",
                        Vendor.MYSQL,
                        List.of(new Address("127.0.0.1", 3306)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "d",
                        Tls.PREFERRED,
                        List.of(),
                        false,
                        Map.of()),
                configuration.connections().get("c"));
    }

    @ParameterizedTest
    @CsvSource({
        "mysql, MYSQL, 3306",
        "MariaDB, MARIADB, 3306",
        "postgresql, POSTGRESQL, 5432",
        "postgres, POSTGRESQL, 5432"
    })
    void mapsType(String type, Vendor vendor, int port) {
        ConnectionConfig connection = with("type: " + type);
        assertEquals(vendor, connection.vendor());
        assertEquals(port, connection.addresses().get(0).port());
    }

    @Test
    void refusesAnUnknownType() {
        refuses(
                "type: oracle",
                "config.yml:4 connection.c.type: `oracle` is no type of database. Use mysql, mariadb or postgresql.");
    }

    @Test
    void mapsHost() {
        assertEquals(List.of(new Address("db1", 3306)), with("host: db1").addresses());
        assertEquals(
                List.of(new Address("db1", 7)), with("host: db1", "port: 7").addresses());
        assertEquals(List.of(new Address("::1", 3306)), with("host: ::1").addresses());
        assertEquals(List.of(new Address("::1", 7)), with("host: '[::1]:7'").addresses());
        assertEquals(
                List.of(new Address("db1", 7), new Address("db2", 3307)),
                with("host: [db1, 'db2:3307']", "port: 7").addresses());
        assertEquals(
                List.of(new Address("a", 3306), new Address("b", 3306)),
                with("host: a,b").addresses());
    }

    @Test
    void refusesAWrongHost() {
        String host =
                "The host is no name and no IP address. Write host, host:port or [IPv6]:port, several parted by commas;"
                        + " in a URL, encode `@ / ? # % :` in user and password (`%40` for `@`), or write ${NAME} for them.";
        refuses("host: a b", "config.yml:4 connection.c.host: " + host);
        refuses("host: 'h/x?allowLoadLocalInfile=true'", "config.yml:4 connection.c.host: " + host);
        refuses(
                "host: {a: 1}",
                "config.yml:4 connection.c.host: This is a mapping; it must be a host, or a list of hosts to be tried in order.");
        refuses(
                "host: []",
                "config.yml:4 connection.c.host: The list is empty; it must be a host, or a list of hosts to be tried in order.");
        refuses("host: [[a]]", "config.yml:4 connection.c.host[0]: This is a list; it must be text.");
    }

    @Test
    void mapsPort() {
        assertEquals(3307, with("port: 3307").addresses().get(0).port());
        assertEquals(3307, with("port: '3307'").addresses().get(0).port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "3e3", "010", "1.5", "abc", "1_", "99999999999999999999"})
    void refusesAWrongPort(String port) {
        refuses(
                "port: " + port,
                "config.yml:4 connection.c.port: `" + port + "` is not a whole number, from 1 to 65535.");
    }

    @Test
    void mapsUserAndDatabase() {
        ConnectionConfig connection = Reads.connection("user: o'neil", "database: \"a b\"");
        assertEquals(Optional.of("o'neil"), connection.user());
        assertEquals("a b", connection.database());
        refuses("user: [a]", "config.yml:4 connection.c.user: This is a list; it must be a name.");
        refuses(
                "user: \"a\\nb\"",
                "config.yml:4 connection.c.user: A user cannot hold a line break or another control character.");
    }

    @Test
    void needsADatabase() {
        assertEquals(
                List.of(
                        "config.yml:2 connection.c: The database is missing. Add `database: name`, or to a URL `/name`."),
                Reads.badConnection("user: x").problems());
        assertEquals(
                List.of(
                        "config.yml:2 connection.c: The database is missing. Add `database: name`, or to a URL `/name`."),
                Reads.badConnection("url: mysql://h").problems());
        assertEquals("me", Reads.connection("type: postgresql", "user: me").database());
        assertEquals("me", Reads.connection("url: postgres://me@h").database());
    }

    @Test
    void readsPasswordsAsTheyAreWritten() {
        assertEquals(Optional.of(new Secret("0123")), with("password: 0123").password());
        assertEquals(Optional.of(new Secret("1_000")), with("password: 1_000").password());
        assertEquals(Optional.of(new Secret("yes")), with("password: yes").password());
        assertEquals(Optional.of(new Secret(" a ")), with("password: ' a '").password());
        assertEquals(Optional.empty(), with("password: ''").password());
        assertEquals(Optional.empty(), with("password:").password());
        assertEquals(Optional.of(new Secret("a${b}")), with("password: a$${b}").password());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: [hunter2]",
                "password: {hunter2: x}",
                "password: !hunter2 x",
                "password: !!binary hunter2",
                "password: \"hunter2\\0\"",
                "password: hunter2${",
                "password: *hunter2",
                "password: @hunter2",
                "password: %hunter2",
                "password: `hunter2`",
                "password: a: hunter2",
                "password: \"hunter2",
                "password: 'hunter2' hunter2",
                "password: \"\\q hunter2\"",
                "password: >hunter2",
                "password: !hunter2!x y",
                "password: &hunter2 x\n    host: *hunter2x",
                "url: mysql://u:hunter2/@h/d",
                "url: [hunter2]",
                "start: {x: hunter2}",
                "parameters: {sslpassword: [hunter2]}",
                "password_file: [hunter2]"
            })
    void neverShowsASecret(String line) {
        List<String> problems = Reads.badConnection("user: u", line).problems();
        assertFalse(problems.isEmpty());
        assertFalse(problems.toString().contains("hunter2"), problems.toString());
    }

    @Test
    void doesNotShowWhatFollowsACommaInAnUnquotedPassword() {
        assertEquals(
                List.of(
                        "config.yml:1 connection.c: A value within {…} holds a comma, or a key has no value. Put values that hold"
                                + " commas in quotes. Known keys: `type`, `host`, `port`, `socket`, `url`, `user`, `password`,"
                                + " `password_file`, `database`, `tls`, `start`, `protected`, `parameters`."),
                Reads.config("connection: {c: {database: d, password: one,two}}")
                        .problems());
    }

    @Test
    void readsAPasswordFile() throws IOException {
        Files.writeString(folder.resolve("pw"), " hunter2 \r\n");
        assertEquals(
                Optional.of(new Secret(" hunter2 ")),
                with("password_file: " + folder + "/pw").password());
    }

    @Test
    void refusesAPasswordFileThatIsNone() throws IOException {
        Files.writeString(folder.resolve("two"), "a\nb\n");
        assertEquals(
                List.of(
                        "config.yml:4 connection.c.password_file: The password cannot be read from /nowhere/conf/pw: There is no"
                                + " such file."),
                Reads.badConnection("database: d", "password_file: pw").unusable());
        assertEquals(
                List.of("config.yml:4 connection.c.password_file: The file `two` is not one line with a password."),
                Reads.badConnection("database: d", "password_file: " + folder + "/two").unusable().stream()
                        .map(text -> text.replace(folder + "/", ""))
                        .toList());
        assertEquals(
                List.of(
                        "config.yml:4 connection.c.password_file: `password` and `password_file` are both given. Keep one of them."),
                Reads.badConnection("database: d", "password_file: pw", "password: x")
                        .problems());
    }

    @Test
    void mapsSocket() {
        ConnectionConfig connection = with("socket: ~/my.sock");
        assertEquals(Optional.of(Path.of("/home/me/my.sock")), connection.socket());
        assertEquals(List.of(), connection.addresses());
        assertEquals(
                Optional.of(Reads.FOLDER.resolve("run/my.sock")),
                with("socket: run/my.sock").socket());
        assertEquals(
                Optional.of(Path.of("/run/postgresql/.s.PGSQL.5433")),
                with("type: postgresql", "socket: /run/postgresql", "port: 5433")
                        .socket());
        assertEquals(
                Optional.of(Path.of("/run/postgresql/.s.PGSQL.5432")),
                with("type: postgresql", "host: /run/postgresql").socket());
    }

    @Test
    void refusesASocketBesideAHostOrAPort() {
        assertEquals(
                List.of(
                        "config.yml:3 connection.c.socket: `host` and `socket` are both given. Keep one of them.",
                        "config.yml:5 connection.c.port: A socket has no port. Delete `port` or `socket`."),
                Reads.badConnection("socket: /s", "host: h", "port: 1", "database: d")
                        .problems());
    }

    @Test
    void completesAUrl() {
        ConnectionConfig connection = Reads.connection(
                "url: mysql://h/d?connectTimeout=1&useCompression=true",
                "type: mysql",
                "user: u",
                "password: p",
                "tls: true",
                "protected: yes",
                "parameters: {connectTimeout: 5}");
        assertEquals(
                new ConnectionConfig(
                        "c",
                        Vendor.MYSQL,
                        List.of(new Address("h", 3306)),
                        Optional.empty(),
                        Optional.of("u"),
                        Optional.of(new Secret("p")),
                        "d",
                        tls(Tls.Mode.REQUIRE),
                        List.of(),
                        true,
                        Map.of("connectTimeout", "5", "useCompression", "true")),
                connection);
    }

    @Test
    void readsABareUrl() {
        assertEquals(
                "d",
                Reads.config("connection: {c: 'mysql://h/d'}")
                        .clean()
                        .connections()
                        .get("c")
                        .database());
    }

    @Test
    void refusesWhatAUrlAlreadySays() {
        String twice = ": This stands in `url` already. Delete it here, or `url`.";
        assertEquals(
                List.of(
                        "config.yml:4 connection.c.host" + twice,
                        "config.yml:5 connection.c.type: `type` and `url` name different vendors. Delete `type`.",
                        "config.yml:6 connection.c.user" + twice,
                        "config.yml:7 connection.c.password" + twice,
                        "config.yml:8 connection.c.database" + twice,
                        "config.yml:9 connection.c.tls" + twice),
                Reads.badConnection(
                                "url: mysql://u:p@h/d?sslmode=require",
                                "host: h",
                                "type: postgres",
                                "user: u",
                                "password: p",
                                "database: d",
                                "tls: true")
                        .problems());
    }

    @Test
    void looksAtTheOtherKeysOfAWrongUrl() {
        assertEquals(
                List.of(
                        "config.yml:3 connection.c.url: This is no URL of a database. Write"
                                + " mysql://user:${PASSWORD}@host:3306/database, or mariadb://…, postgres://…, jdbc:….",
                        "config.yml:4 connection.c.protected: `maybe` is not true or false."),
                Reads.badConnection("url: h/d", "protected: maybe").problems());
    }

    @ParameterizedTest
    @CsvSource({
        "true, REQUIRE",
        "false, DISABLE",
        "prefer, PREFER",
        "require, REQUIRE",
        "REQUIRED, REQUIRE",
        "verify-ca, VERIFY_CA",
        "verify_full, VERIFY_FULL",
        "{mode: verify-identity}, VERIFY_FULL",
        "{mode: true}, REQUIRE",
        "{}, REQUIRE"
    })
    void mapsTls(String written, Tls.Mode mode) {
        assertEquals(tls(mode), with("tls: " + written).tls());
    }

    @Test
    void mapsTheFilesOfTls() throws IOException {
        for (String name : List.of("ca", "cert", "key")) {
            Files.writeString(folder.resolve(name), "");
        }
        assertEquals(
                new Tls(
                        Tls.Mode.VERIFY_CA,
                        Optional.of(folder.resolve("ca")),
                        Optional.of(folder.resolve("cert")),
                        Optional.of(folder.resolve("key"))),
                with("tls: {ca: '%1$s/ca', cert: '%1$s/cert', key: '%1$s/key'}".formatted(folder))
                        .tls());
    }

    @Test
    void refusesWrongTls() {
        String at = "config.yml:4 connection.c.tls";
        refuses(
                "tls: strong",
                at + ": `strong` is no TLS mode. Use true, false, disable, prefer, require, verify-ca or verify-full.");
        refuses(
                "tls: [a]",
                at + ": This is a list; it must be true, false, disable, prefer, require, verify-ca or verify-full.");
        refuses("tls: {mod: require}", at + ".mod: The key `mod` is unknown. Did you mean \"mode\"?");
        assertEquals(
                List.of(at + ": `cert` and `key` belong together, and only one of them is here. Give both."),
                Reads.badConnection("database: d", "tls: {cert: c}").problems());
        assertEquals(
                List.of(at + ": `mode: disable` makes no use of certificates. Leave them out, or the mode."),
                Reads.badConnection("database: d", "tls: {mode: disable, ca: c}")
                        .problems());
        assertEquals(
                List.of(at + ".ca: The file `/nowhere/conf/c` is not there, or may not be read. Relative paths start at"
                        + " /nowhere/conf."),
                Reads.badConnection("database: d", "tls: {ca: c}").unusable());
    }

    @Test
    void mapsStart() {
        assertEquals(List.of("SET a = 1"), with("start: SET a = 1").start());
        assertEquals(
                List.of("SET a = 1", "SET b = 2"),
                with("start: [SET a = 1, SET b = 2]").start());
        refuses(
                "start: {}",
                "config.yml:4 connection.c.start: This is a mapping; it must be a list of SQL statements.");
        refuses("start: ['']", "config.yml:4 connection.c.start[0]: This is empty; it must be text.");
    }

    @Test
    void mapsProtected() {
        assertEquals(true, with("protected: on").isProtected());
        assertEquals(false, with("protected: 'false'").isProtected());
        refuses("protected: 2", "config.yml:4 connection.c.protected: `2` is not true or false.");
    }

    @Test
    void mapsParameters() {
        assertEquals(
                Map.of("connectTimeout", "5000", "useCompression", "true"),
                with("parameters: {connectTimeout: 5000, useCompression: true}").parameters());
        refuses(
                "parameters: [a]",
                "config.yml:4 connection.c.parameters: This is a list; it must be a mapping of the driver's parameters.");
        refuses("parameters: {a: [b]}", "config.yml:4 connection.c.parameters.a: This is a list; it must be text.");
    }

    @Test
    void mapsRedis() {
        assertEquals(
                Optional.of(
                        new RedisConfig("127.0.0.1", 6379, 0, Optional.empty(), Optional.empty(), Optional.empty())),
                Reads.config("redis: {}").clean().redis());
        assertEquals(
                Optional.of(new RedisConfig(
                        "r", 7, 3, Optional.of("u"), Optional.of(new Secret("p")), Optional.of(tls(Tls.Mode.REQUIRE)))),
                Reads.config("redis: {host: r, port: 7, db: 3, user: u, password: p, tls: true}")
                        .clean()
                        .redis());
        assertEquals(
                Optional.empty(),
                Reads.config("redis: {tls: false}")
                        .clean()
                        .redis()
                        .orElseThrow()
                        .tls());
        assertEquals(
                Optional.of(new RedisConfig(
                        "r",
                        7,
                        2,
                        Optional.of("u"),
                        Optional.of(new Secret("p@")),
                        Optional.of(tls(Tls.Mode.VERIFY_FULL)))),
                Reads.config("redis: {url: 'rediss://u:p%40@r:7/2'}").clean().redis());
        assertEquals(
                Optional.of(new RedisConfig(
                        "r", 6379, 4, Optional.empty(), Optional.of(new Secret("p/q")), Optional.empty())),
                Reads.config("redis: {url: 'redis://:${PW}@r', db: 4}", Map.of("PW", "p/q"))
                        .clean()
                        .redis());
        assertEquals(
                "r",
                Reads.config("redis: {url: '${R}'}", Map.of("R", "redis://r"))
                        .clean()
                        .redis()
                        .orElseThrow()
                        .host());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    redis:                        | config.yml:1 redis: `redis:` is empty. Delete it to keep keys in this process, or write `redis: {}` for 127.0.0.1:6379.
                    redis: localhost              | config.yml:1 redis: This is text; it must be a mapping with `host`, `port`, `db`, `user`, `password`, `password_file`, `tls`, `url`.
                    redis: {port: x}              | config.yml:1 redis.port: `x` is not a whole number, from 1 to 65535.
                    redis: {db: -1}               | config.yml:1 redis.db: `-1` is not a whole number, from 0 to 1000000.
                    redis: {hosst: x}             | config.yml:1 redis.hosst: The key `hosst` is unknown. Did you mean "host"?
                    redis: {host: 'a,b'}          | config.yml:1 redis.host: Redis has one host here. Name one.
                    redis: {url: 'http://r'}      | config.yml:1 redis.url: This is no URL of a Redis server. Write redis://user:${PASSWORD}@host:6379/0, or rediss://… for TLS.
                    redis: {url: 'redis://r/x'}   | config.yml:1 redis.url: The database in the URL of a Redis server is a number. Write redis://host:6379/0.
                    redis: {url: 'redis://r', port: 1} | config.yml:1 redis.port: `port` stands in `url` already. Delete it here.
                    redis: {url: 'redis://r?a=b'} | config.yml:1 redis.url: Parameters in the URL of a Redis server are not supported. Use the keys beside `url`.
                    redis: {url: 'redis://%@r'}   | config.yml:1 redis.url: The URL holds a `%` that begins no escape of UTF-8 text. Encode `%` as `%25`.
                    redis: {url: 'redis://u:p@r/1', user: x} | config.yml:1 redis.user: `user` stands in `url` already. Delete it here.
                    """)
    void refusesWrongRedis(String text, String problem) {
        assertEquals(List.of(problem), Reads.config(text).problems());
    }

    @Test
    void mapsMaxWorkers() {
        assertEquals(OptionalInt.of(16), Reads.config("max_workers: 16").clean().maxWorkers());
        assertEquals(OptionalInt.empty(), Reads.config("max_workers:").clean().maxWorkers());
        assertEquals(
                List.of("config.yml:1 max_workers: `0` is not a whole number, from 1 to 10000."),
                Reads.config("max_workers: 0").problems());
        assertEquals(
                List.of("config.yml:1 max_workers: This is a list; it must be a whole number, from 1 to 10000."),
                Reads.config("max_workers: [1]").problems());
    }

    @Test
    void acceptsConnectionsButNotBoth() {
        assertEquals(
                1,
                Reads.config("connections: {c: {database: d}}")
                        .clean()
                        .connections()
                        .size());
        assertEquals(
                List.of("config.yml:2 connections: `connection` and `connections` are both given. Keep one of them."),
                Reads.config("connection: {}\nconnections: {}").problems());
    }

    @Test
    void refusesNamesThatCannotBeGiven() {
        assertEquals(
                List.of(
                        "config.yml:1 connection.\"a,b\": This name cannot be given to --read and --write. Use a plain word."),
                Reads.config("connection: {'a,b': {database: d}}").problems());
    }

    @Test
    void refusesUnknownKeys() {
        refuses(
                "pasword: x",
                "config.yml:4 connection.c.pasword: The key `pasword` is unknown. Did you mean \"password\"?");
        assertEquals(
                List.of(
                        "config.yml:1 conections: The key `conections` is unknown. Did you mean \"connections\"?",
                        "config.yml:2 zzz: The key `zzz` is unknown. Known keys: `redis`, `max_workers`, `limits`, `connection`,"
                                + " `connections`."),
                Reads.config("conections: {}\nzzz: 1").problems());
    }

    @Test
    void reportsAllProblemsAtOnce() {
        assertEquals(
                List.of(
                        "config.yml:5 bogus: The key `bogus` is unknown. Known keys: `redis`, `max_workers`, `limits`, `connection`,"
                                + " `connections`.",
                        "config.yml:1 max_workers: `many` is not a whole number, from 1 to 10000.",
                        "config.yml:3 connection.a.port: `x` is not a whole number, from 1 to 65535.",
                        "config.yml:3 connection.a: The database is missing. Add `database: name`, or to a URL `/name`.",
                        "config.yml:4 connection.b.hosst: The key `hosst` is unknown. Did you mean \"host\"?"),
                Reads.config("max_workers: many\nconnection:\n  a: {port: x}\n  b: {hosst: h, database: d}\nbogus: 1")
                        .problems());
    }

    @Test
    void leavesOutConnectionsThatLackAVariable() {
        Reads.Outcome<Configuration> outcome =
                Reads.config("connection:\n  a: {database: d, password: ${PW}}\n  b: {database: d}");
        assertEquals(List.of(), outcome.problems());
        assertEquals(
                List.of(
                        "config.yml:2 connection.a.password: `${PW}` is not defined. Set it in the environment or in .env, or give"
                                + " --set PW=…"),
                outcome.unusable());
        assertEquals(
                List.of("b"),
                List.copyOf(outcome.read().orElseThrow().connections().keySet()));
    }

    @Test
    void putsVariablesIntoEveryScalar() {
        ConnectionConfig connection = Reads.config(
                        "connection:\n  ${N}: {type: ${T}, host: [${H}, b], port: ${P}, database: x${D}y, protected: ${B},"
                                + " parameters: {a: ${D}}}",
                        Map.of("N", "c", "T", "postgresql", "H", "h", "P", "7", "D", "d", "B", "true"))
                .clean()
                .connections()
                .get("c");
        assertEquals(
                new ConnectionConfig(
                        "c",
                        Vendor.POSTGRESQL,
                        List.of(new Address("h", 7), new Address("b", 7)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "xdy",
                        Tls.PREFERRED,
                        List.of(),
                        true,
                        Map.of("a", "d")),
                connection);
    }

    @Test
    void showsAWrongValueAsWrittenNotWhatItStandsFor() {
        assertEquals(
                List.of("config.yml:1 max_workers: `${N}` is not a whole number, from 1 to 10000."),
                Reads.config("max_workers: ${N}", Map.of("N", "hunter2")).problems());
        assertEquals(
                List.of(
                        "config.yml:1 connection.c.\"${N}\": The key `${N}` is unknown. Known keys: `type`, `host`, `port`, `socket`,"
                                + " `url`, `user`, `password`, `password_file`, `database`, `tls`, `start`, `protected`, `parameters`."),
                Reads.config("connection: {c: {database: d, ${N}: x}}", Map.of("N", "hunter2"))
                        .problems());
    }

    @Test
    void resolvesAnchorsAndMerges() {
        Configuration configuration = Reads.config(
                        """
                        connection:
                          a: &base {user: u, password: p, database: d, host: h}
                          b: {<<: *base, database: e}
                          c:
                            <<: [{port: 7}, *base]
                            user: v
                        """)
                .clean();
        assertEquals("e", configuration.connections().get("b").database());
        assertEquals(Optional.of("u"), configuration.connections().get("b").user());
        assertEquals(
                List.of(new Address("h", 7)),
                configuration.connections().get("c").addresses());
        assertEquals(Optional.of("v"), configuration.connections().get("c").user());
    }
}
