package io.tranche.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.ConnectionUrl.PasswordOrigin;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlReaderTest {
    private static final String ENCODE =
            "Encode `@ / ? # % :` in user and password (`%40` for `@`), or write ${NAME} for them.";

    private static ConnectionUrl url(String text) {
        return Reads.url(text).clean();
    }

    private static String problem(String text) {
        List<String> problems = Reads.url(text).problems();
        assertEquals(1, problems.size(), problems.toString());
        return problems.get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "mysql://u:p@h:3307/d, MYSQL, 3307",
        "mysql://u:p@h/d, MYSQL, 3306",
        "mariadb://u:p@h/d, MARIADB, 3306",
        "postgres://u:p@h/d, POSTGRESQL, 5432",
        "postgresql://u:p@h/d, POSTGRESQL, 5432",
        "jdbc:mysql://u:p@h/d, MYSQL, 3306",
        "jdbc:mysql://h/d?user=u&password=p, MYSQL, 3306",
        "jdbc:mariadb://h:3306/d?user=u&password=p, MARIADB, 3306",
        "jdbc:postgresql://h:5433/d?password=p&user=u, POSTGRESQL, 5433",
        "MySQL://u:p@h/d/, MYSQL, 3306",
        "mysql+pymysql://u:p@h/d, MYSQL, 3306",
        "postgresql+psycopg2://u:p@h/d, POSTGRESQL, 5432",
        "'  mysql://u:p@h/d  ', MYSQL, 3306"
    })
    void readsEveryForm(String text, Vendor vendor, int port) {
        ConnectionUrl url = url(text);
        assertEquals(vendor, url.vendor());
        assertEquals(List.of(new Address("h", port)), url.addresses());
        assertEquals(Optional.of("u"), url.user());
        assertEquals(Optional.of(new Secret("p")), url.password());
        assertEquals(Optional.of("d"), url.database());
        assertEquals(Map.of(), url.parameters());
        assertEquals(Optional.empty(), url.tls());
    }

    @Test
    void leavesOutWhatIsNotThere() {
        ConnectionUrl url = url("mysql://");
        assertEquals(List.of(new Address("127.0.0.1", 3306)), url.addresses());
        assertEquals(Optional.empty(), url.user());
        assertEquals(Optional.empty(), url.password());
        assertEquals(Optional.empty(), url.database());
        assertEquals(Optional.of("d"), url("jdbc:postgresql:d?user=u").database());
        assertEquals(Optional.of("u"), url("jdbc:postgresql:d?user=u").user());
        assertEquals(
                List.of(new Address("127.0.0.1", 5432)), url("postgres:///d").addresses());
        assertEquals(Optional.empty(), url("mysql://u:@h/d").password());
    }

    @Test
    void readsSeveralHostsAndIpv6() {
        assertEquals(
                List.of(new Address("h1", 3306), new Address("h2", 3307)),
                url("mysql://u@h1:3306,h2:3307/d").addresses());
        assertEquals(
                List.of(new Address("::1", 5433), new Address("fe80::1%eth0", 5432), new Address("10.0.0.1", 1)),
                url("postgres://u@[::1]:5433,[fe80::1%25eth0],10.0.0.1:1/d").addresses());
    }

    @Test
    void decodesEachPart() {
        ConnectionUrl url = url("mysql://us%40er:p%3A%2F%3F%23%25%C3%A9@h/my%20d%2Fb?connectionAttributes=a%26b");
        assertEquals(Optional.of("us@er"), url.user());
        assertEquals(Optional.of(new Secret("p:/?#%é")), url.password());
        assertEquals(Optional.of("my d/b"), url.database());
        assertEquals(Map.of("connectionAttributes", "a&b"), url.parameters());
    }

    @Test
    void readsAPlusAsASpaceOnlyInTheQueryOfAJdbcUrl() {
        assertEquals(Optional.of(new Secret("a+b")), url("mysql://u:a+b@h/d").password());
        assertEquals(
                Optional.of(new Secret("a+b")),
                url("postgres://h/d?password=a+b").password());
        assertEquals(
                Optional.of(new Secret("a b")),
                url("jdbc:postgresql://h/d?password=a+b").password());
    }

    @Test
    void acceptsPasswordsWithCharactersThatCannotBeMistaken() {
        assertEquals(
                Optional.of(new Secret("p@s:s#[]")),
                url("mysql://u:p@s:s#[]@h/d").password());
    }

    @Test
    void putsVariablesInWithoutDecodingThem() {
        Map<String, String> variables =
                Map.of("U", "a@b", "PW", "p/@:?#%zz${U}", "H", "db1:3307,db2", "D", "x/y", "P", "a&b");
        ConnectionUrl url =
                Reads.url("mysql://${U}:${PW}@${H}/${D}?p=${P}", variables).clean();
        assertEquals(Optional.of("a@b"), url.user());
        assertEquals(Optional.of(new Secret("p/@:?#%zz${U}")), url.password());
        assertEquals(List.of(new Address("db1", 3307), new Address("db2", 3306)), url.addresses());
        assertEquals(Optional.of("x/y"), url.database());
        assertEquals(Map.of("p", "a&b"), url.parameters());
        assertEquals(PasswordOrigin.VARIABLE, url.passwordOrigin());
    }

    @Test
    void readsAVariableThatHoldsTheWholeUrlOrItsBeginning() {
        ConnectionUrl whole =
                Reads.url("${URL}", Map.of("URL", "mysql://u:p%40@h/d\n")).clean();
        assertEquals(Optional.of(new Secret("p@")), whole.password());
        assertEquals(PasswordOrigin.VARIABLE, whole.passwordOrigin());
        ConnectionUrl begun =
                Reads.url("${SERVER}/d", Map.of("SERVER", "postgres://u@h")).clean();
        assertEquals(Optional.of("d"), begun.database());
        assertEquals(PasswordOrigin.NONE, begun.passwordOrigin());
    }

    @Test
    void knowsALiteralPassword() {
        assertEquals(PasswordOrigin.LITERAL, url("mysql://u:p@h/d").passwordOrigin());
        assertEquals(
                PasswordOrigin.LITERAL,
                url("jdbc:mysql://h/d?user=u&password=p").passwordOrigin());
        assertEquals(PasswordOrigin.LITERAL, url("mysql://u:$${PW}@h/d").passwordOrigin());
        assertEquals(PasswordOrigin.NONE, url("mysql://u@h/d").passwordOrigin());
        assertEquals(PasswordOrigin.NONE, url("mysql://u:@h/d").passwordOrigin());
    }

    @Test
    void reportsAnUndefinedVariable() {
        assertEquals(
                List.of("--read: `${PW}` is not defined. Set it in the environment or in .env, or give --set PW=…"),
                Reads.url("mysql://u:${PW}@h/d").unusable());
    }

    @ParameterizedTest
    @CsvSource({
        "mysql://u@localhost/d?socket=/run/my.sock, /run/my.sock",
        "mysql://u@localhost:3306/d?unix_socket=/run/my.sock, /run/my.sock",
        "mysql://u@%2Frun%2Fmy.sock/d, /run/my.sock",
        "jdbc:mariadb://localhost/d?localSocket=/run/my.sock, /run/my.sock",
        "mysql://u@localhost/d?socket=~/my.sock, /home/me/my.sock",
        "mysql://u@localhost/d?socket=my.sock, /nowhere/conf/my.sock",
        "postgres://u@/d?host=/run/postgresql, /run/postgresql/.s.PGSQL.5432",
        "postgres:///d?host=/run/postgresql&port=5433, /run/postgresql/.s.PGSQL.5433",
        "postgres://u@%2Frun%2Fpostgresql:5433/d, /run/postgresql/.s.PGSQL.5433",
        "postgres://u@h/d?socket=/run/postgresql/.s.PGSQL.7, /run/postgresql/.s.PGSQL.7"
    })
    void readsSockets(String text, String path) {
        ConnectionUrl url = url(text);
        assertEquals(Optional.of(Path.of(path)), url.socket());
        assertEquals(List.of(), url.addresses());
        assertEquals(Optional.of("d"), url.database());
        assertEquals(Map.of(), url.parameters());
    }

    @Test
    void readsLibpqsHostAndPortFromTheQuery() {
        assertEquals(
                List.of(new Address("h1", 5433), new Address("h2", 7)),
                url("postgres:///d?host=h1,h2:7&port=5433").addresses());
        assertEquals(Optional.of("d"), url("postgres://h?dbname=d").database());
    }

    @ParameterizedTest
    @CsvSource({
        "mysql, sslMode=REQUIRED, REQUIRE",
        "mysql, ssl-mode=VERIFY_IDENTITY, VERIFY_FULL",
        "mysql, sslmode=DISABLED, DISABLE",
        "mysql, sslMode=PREFERRED, PREFER",
        "mysql, useSSL=true, REQUIRE",
        "mysql, useSSL=false, DISABLE",
        "mysql, useSSL=true&requireSSL=true&verifyServerCertificate=true, VERIFY_CA",
        "mysql, useSSL=true&verifyServerCertificate=false, REQUIRE",
        "mysql, tls=verify-full, VERIFY_FULL",
        "mysql, ssl=true, REQUIRE",
        "mariadb, sslMode=trust, REQUIRE",
        "mariadb, sslMode=verify-ca, VERIFY_CA",
        "postgres, sslmode=require, REQUIRE",
        "postgres, sslmode=allow, PREFER",
        "postgres, sslmode=verify-full, VERIFY_FULL",
        "postgres, ssl=true, VERIFY_FULL",
        "postgres, ssl=true&sslmode=require, REQUIRE",
        "postgres, sslmode=require&ssl=true, REQUIRE",
        "postgres, ssl=false, DISABLE",
        "postgres, sslrootcert=system, VERIFY_FULL",
        "mysql, sslMode=VERIFY_CA&useSSL=false, VERIFY_CA",
        "mysql, useSSL=false&sslMode=VERIFY_CA, VERIFY_CA"
    })
    void mapsEverySpellingOfTls(String scheme, String query, Tls.Mode mode) {
        ConnectionUrl url = url(scheme + "://u@h/d?" + query);
        assertEquals(Optional.of(new Tls(mode, Optional.empty(), Optional.empty(), Optional.empty())), url.tls());
        assertEquals(Map.of(), url.parameters());
    }

    @Test
    void reportsCertificatesThatAreNotThere() {
        assertEquals(
                List.of(
                        "--read: The file `/nowhere/conf/ca.pem` is not there, or may not be read. Relative paths start at"
                                + " /nowhere/conf."),
                Reads.url("postgres://h/d?sslrootcert=ca.pem").unusable());
    }

    @Test
    void passesOtherParametersOnUnderTheDriversNames() {
        assertEquals(
                Map.of("connectTimeout", "10"),
                url("mysql://h/d?connectTimeout=10").parameters());
        assertEquals(
                Map.of(
                        "connectTimeout", "10",
                        "ApplicationName", "x",
                        "currentSchema", "app,public",
                        "targetServerType", "primary",
                        "tcpKeepAlive", "false",
                        "options", "-c a=b"),
                url("postgres://h/d?connect_timeout=10&application_name=x&search_path=app,public"
                                + "&target_session_attrs=read-write&keepalives=0&options=-c%20a%3Db")
                        .parameters());
    }

    @Test
    void showsNeitherPasswordNorParameters() {
        ConnectionUrl url = url("jdbc:mysql://reader:hunter2@[::1],h2/d?password2=hunter2");
        assertEquals("mysql://reader@[::1]:3306,h2:3306/d", url.display());
        assertEquals(url.display(), url.toString());
        assertEquals(
                "mysql://localhost/d?socket=/s", url("mysql://x/d?socket=/s").display());
        ConnectionConfig whole = Connections.named(url.display(), url, null).orElseThrow();
        assertFalse(whole.toString().contains("hunter2"), whole.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:hunter2/x@h/d",
                "mysql://u:12/hunter2@h/d",
                "mysql://u:12/hunter2@h",
                "mysql://u:hunter2?x@h/d",
                "mysql://u:12?hunter2@h/d",
                "mysql://u:hunter2%@h/d",
                "mysql://u:hunter2%zz@h/d",
                "mysql://u:hunter2%ff@h/d",
                "mysql://u:hunter2%00@h/d",
                "mysql://u:hunter2@h:port/d",
                "mysql://u:hunter2@h:0/d",
                "mysql://u:hunter2@h:65536/d",
                "mysql://u:hunter2@h:99999999999/d",
                "mysql://u:hunter2@h h/d",
                "mysql://u:hunter2@::1/d?a",
                "mysql://u:hunter2@[::1/d",
                "mysql://u:hunter2@[x]/d",
                "mysql://u:hunter2@h,/d",
                "mysql://u:hunter2@h)(x=1/d",
                "mysql://u:hunter2@h/d\nb",
                "mysql://u:hunter2@h/d#x",
                "mysql://u%0A:hunter2@h/d",
                "mysql://u:hunter2@h/d?sslmode=hunter2",
                "mysql://u:hunter2@h/d?x=%0a",
                "mysql://u:hunter2@${h/d",
                "mysql:u:hunter2@h/d",
                "sqlserver://u:hunter2@h/d",
                "jdbc:mysql:replication://u:hunter2@h/d",
                "jdbc:mysql+srv://u:hunter2@h/d",
                "jdbc:mysql://address=(host=h)(password=hunter2)/d",
                "jdbc:mysql://(host=h,password=hunter2)/d",
                "mysqlx://u:hunter2@h/d",
                "jdbc:oracle:thin:u/hunter2@h",
                "hunter2",
                "://hunter2",
                "jdbc:"
            })
    void refusesWhatItCannotReadWithoutShowingIt(String text) {
        Reads.Outcome<ConnectionUrl> outcome = Reads.url(text);
        assertFalse(outcome.problems().isEmpty());
        assertEquals(Optional.empty(), outcome.read());
        assertFalse(
                outcome.problems().toString().contains("hunter2"),
                outcome.problems().toString());
    }

    @Test
    void saysWhatIsWrong() {
        assertEquals(
                "--read: The port is no number from 1 to 65535. Write host:port; in a URL, encode `@ / ? # % :` in user and"
                        + " password (`%40` for `@`), or write ${NAME} for them.",
                problem("mysql://u@h:x/d"));
        assertEquals(
                "--read: The URL holds a `%` that begins no escape of UTF-8 text. " + ENCODE,
                problem("mysql://u:%@h/d"));
        assertEquals(
                "--read: The database's name in the URL holds one of `/ @ : #`. " + ENCODE, problem("mysql://u@h/a/b"));
        assertEquals("--read: A parameter of the URL is no name=value. " + ENCODE, problem("mysql://u@h/a?b"));
        assertEquals(
                "--read: The TLS mode in the URL is unknown. Use sslmode=disable, prefer, require, verify-ca or verify-full.",
                problem("mysql://u@h/a?sslmode=strong"));
        assertEquals(
                "--read: A URL of `mysq` is not supported. Did you mean \"mysql\"? Tranche reads and writes mysql://,"
                        + " mariadb:// and postgres://, also with jdbc: before them.",
                problem("mysq://h/d"));
        assertEquals(
                "--read: A URL of `h2` is not supported. Tranche reads and writes mysql://, mariadb:// and postgres://, also"
                        + " with jdbc: before them.",
                problem("jdbc:h2:mem:x"));
        assertEquals(
                "--read: This form of URL is not supported. Write mysql://host1:3306,host2:3306/database; replicas are named"
                        + " one by one: --read a,b.",
                problem("jdbc:mysql:loadbalance://h1,h2/d"));
    }

    @Test
    void readsBackWhateverAnEncoderWrote() {
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            String user = text(random, 1);
            String password = text(random, 1);
            String database = text(random, 1);
            String value = text(random, 0);
            List<Address> hosts = hosts(random);
            String written = "mysql://" + encode(user) + ":" + encode(password) + "@"
                    + String.join(",", hosts.stream().map(Address::toString).toList()) + "/" + encode(database)
                    + "?key=" + encode(value);
            ConnectionUrl url = url(written);
            assertEquals(Optional.of(user), url.user(), written);
            assertEquals(Optional.of(new Secret(password)), url.password(), written);
            assertEquals(Optional.of(database), url.database(), written);
            assertEquals(Map.of("key", value), url.parameters(), written);
            assertEquals(hosts, url.addresses(), written);
        }
    }

    @Test
    void readsOrRefusesWhateverIsWritten() {
        Random random = new Random(11);
        String alphabet = "mysql:/@?#%&=[],.${}()jdbcpostgre+ 0é\n\0\\'\"-_~;";
        int read = 0;
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "mysql://" : "jdbc:postgresql:");
            int length = random.nextInt(20);
            for (int j = 0; j < length; j++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Reads.Outcome<ConnectionUrl> outcome = Reads.url(text.toString());
            boolean refused =
                    !outcome.problems().isEmpty() || !outcome.unusable().isEmpty();
            assertEquals(refused, outcome.read().isEmpty(), text.toString());
            read += refused ? 0 : 1;
        }
        assertTrue(read > 20, "some of them are right: " + read);
    }

    private static String text(Random random, int least) {
        int length = least + random.nextInt(12);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            int character = random.nextInt(4) == 0 ? 0xA0 + random.nextInt(0x2000) : 0x20 + random.nextInt(0x5F);
            text.appendCodePoint(random.nextInt(20) == 0 ? 0x1F600 : character);
        }
        return text.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static List<Address> hosts(Random random) {
        List<String> names = List.of("h", "db-1.example.com", "10.1.2.3", "::1", "fe80::a:b", "my_host", "größe.de");
        List<Address> hosts = new ArrayList<>();
        do {
            hosts.add(new Address(names.get(random.nextInt(names.size())), 1 + random.nextInt(65535)));
        } while (random.nextBoolean());
        return hosts;
    }
}
