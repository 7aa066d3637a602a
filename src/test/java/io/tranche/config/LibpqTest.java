package io.tranche.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What libpq's own programs find around a connection is found here, too. */
class LibpqTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PGHOST", "db.example",
            "PGPORT", "5433",
            "PGDATABASE", "shop",
            "PGUSER", "reader",
            "PGPASSWORD", "s3cret",
            "PGSSLMODE", "require",
            "PGCONNECT_TIMEOUT", "7",
            "PGAPPNAME", "nightly");

    @TempDir
    Path home;

    private ConnectionConfig named(String url, Map<String, String> environment) {
        return Reads.named(url, environment, home).clean();
    }

    @Test
    void variablesFillWhatAUrlLeavesOut() {
        ConnectionConfig connection = named("postgres://", ENVIRONMENT);

        assertEquals(List.of(new Address("db.example", 5433)), connection.addresses());
        assertEquals("shop", connection.database());
        assertEquals(Optional.of("reader"), connection.user());
        assertEquals(Optional.of(new Secret("s3cret")), connection.password());
        assertEquals(Tls.Mode.REQUIRE, connection.tls().mode());
        assertEquals(Map.of("connectTimeout", "7", "ApplicationName", "nightly"), connection.parameters());
    }

    @Test
    void whatTheUrlSaysCounts() {
        ConnectionConfig connection = named(
                "postgres://me:own@here:5434/mine?sslmode=disable&connect_timeout=1&application_name=a", ENVIRONMENT);

        assertEquals(List.of(new Address("here", 5434)), connection.addresses());
        assertEquals("mine", connection.database());
        assertEquals(Optional.of("me"), connection.user());
        assertEquals(Optional.of(new Secret("own")), connection.password());
        assertEquals(Tls.Mode.DISABLE, connection.tls().mode());
        assertEquals(Map.of("connectTimeout", "1", "ApplicationName", "a"), connection.parameters());
    }

    @Test
    void variablesAreOfNoInterestToMySql() {
        ConnectionConfig connection = named("mysql://u@h/d", ENVIRONMENT);

        assertEquals(Optional.empty(), connection.password());
        assertEquals(List.of(new Address("h", 3306)), connection.addresses());
        assertEquals(Map.of(), connection.parameters());
    }

    @Test
    void variablesFillAnEntryOfTheFile() {
        ConnectionConfig connection = Reads.connection(
                        ENVIRONMENT,
                        home,
                        "type: postgresql",
                        "host: here",
                        "database: mine",
                        "parameters: {connect_timeout: 3}")
                .clean();

        assertEquals(List.of(new Address("here", 5433)), connection.addresses());
        assertEquals("mine", connection.database());
        assertEquals(Optional.of("reader"), connection.user());
        assertEquals(Optional.of(new Secret("s3cret")), connection.password());
        assertEquals(Tls.Mode.REQUIRE, connection.tls().mode());
        assertEquals("3", connection.parameters().get("connectTimeout"));
        ConnectionConfig bare = Reads.connection(ENVIRONMENT, home, "type: postgresql", "tls: false")
                .clean();
        assertEquals(List.of(new Address("db.example", 5433)), bare.addresses());
        assertEquals("shop", bare.database());
        assertEquals(Tls.Mode.DISABLE, bare.tls().mode());
    }

    @Test
    void aHostThatIsAFolderHoldsTheSocket() {
        ConnectionConfig connection = named("postgres:///d", Map.of("PGHOST", "/run/pg", "PGPORT", "5433"));

        assertEquals(Optional.of(Path.of("/run/pg/.s.PGSQL.5433")), connection.socket());
        assertEquals(List.of(), connection.addresses());
        assertEquals(
                Optional.of(Path.of("/run/pg/.s.PGSQL.5432")),
                named("postgres:///d?host=/run/pg", Map.of("PGHOST", "elsewhere"))
                        .socket());
    }

    @Test
    void aHostAddressIsTheHostWhereNothingElseIsSaid() {
        Map<String, String> environment = Map.of("PGHOST", "db.example", "PGHOSTADDR", "127.0.0.7");

        assertEquals(
                List.of(new Address("127.0.0.7", 5432)),
                named("postgres:///d", environment).addresses());
        assertEquals(
                List.of(new Address("here", 5432)),
                named("postgres://here/d", environment).addresses());
        assertEquals(
                List.of(new Address("10.0.0.1", 5432)),
                named("postgres:///d?hostaddr=10.0.0.1", Map.of()).addresses());
        assertEquals(
                1,
                Reads.named("postgres://here/d?hostaddr=10.0.0.1", Map.of(), home)
                        .problems()
                        .size());
    }

    @Test
    void thePasswordFileIsLookedInto() throws IOException {
        passwords(
                """
                # host:port:database:user:password
                other:*:*:*:wrong
                here:5433:*:*:wrong
                here:*:d:u:pass\\:w\\\\ord
                *:*:*:*:any
                localhost:5432:s:*:socket
                """);

        assertEquals(
                Optional.of(new Secret("pass:w\\ord")),
                named("postgres://u@here/d", Map.of()).password());
        assertEquals(
                Optional.of(new Secret("any")),
                named("postgres://u@there/d", Map.of()).password());
        assertEquals(
                Optional.of(new Secret("own")),
                named("postgres://u:own@here/d", Map.of()).password());
        assertEquals(
                Optional.of(new Secret("variable")),
                named("postgres://u@here/d", Map.of("PGPASSWORD", "variable")).password());
        assertEquals(Optional.empty(), named("mysql://u@here/d", Map.of()).password());
        passwords("localhost:5432:s:*:socket\n");
        assertEquals(
                Optional.of(new Secret("socket")),
                named("postgres:///s?user=u&host=/run/pg", Map.of()).password());
        assertEquals(
                Optional.of(new Secret("socket")),
                Reads.connection(Map.of(), home, "type: postgresql", "host: localhost", "user: u", "database: s")
                        .clean()
                        .password());
    }

    @Test
    void variablesNameThePasswordFileAndTheServiceFile() throws IOException {
        Path passwords = Files.writeString(home.resolve("mine"), "*:*:*:*:other\n");
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
        Path services = Files.writeString(home.resolve("services"), "[one]\nhost=h\ndbname=d\nuser=u\n");

        ConnectionConfig connection = named(
                "postgres://",
                Map.of("PGPASSFILE", passwords.toString(), "PGSERVICEFILE", services.toString(), "PGSERVICE", "one"));

        assertEquals(List.of(new Address("h", 5432)), connection.addresses());
        assertEquals(Optional.of(new Secret("other")), connection.password());
        assertEquals(
                Optional.of(new Secret("other")),
                named("postgres://u@h/d?passfile=" + passwords, Map.of()).password());
    }

    private void passwords(String text) throws IOException {
        Path file = Files.writeString(home.resolve(".pgpass"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aPasswordFileThatOthersMayReadIsRefusedWithoutItsContent() throws IOException {
        passwords("*:*:*:u:hidden\n");
        Files.setPosixFilePermissions(home.resolve(".pgpass"), PosixFilePermissions.fromString("rw-r--r--"));

        List<String> problems = Reads.named("postgres://u@h/d", Map.of(), home).unusable();

        assertEquals(1, problems.size());
        assertTrue(problems.get(0).contains("chmod 600"), problems.get(0));
        assertFalse(problems.get(0).contains("hidden"), problems.get(0));
        assertEquals(Optional.empty(), named("postgres://other@h/d", Map.of()).password(), "not needed, not refused");
    }

    @Test
    void aServiceIsMoreThanTheVariablesAndLessThanTheUrl() throws IOException {
        Files.writeString(
                home.resolve(".pg_service.conf"),
                """
                # services
                [old]
                host=old.example
                [shop]
                host = service.example
                port=5555
                dbname=served
                user=server
                password=fromservice
                sslmode=verify-full
                [other]
                dbname=no
                """);
        Map<String, String> environment = new java.util.HashMap<>(ENVIRONMENT);
        environment.put("PGSERVICE", "shop");

        for (ConnectionConfig connection :
                List.of(named("postgres://", environment), named("postgres://?service=shop", ENVIRONMENT))) {
            assertEquals(List.of(new Address("service.example", 5555)), connection.addresses());
            assertEquals("served", connection.database());
            assertEquals(Optional.of("server"), connection.user());
            assertEquals(Optional.of(new Secret("fromservice")), connection.password());
            assertEquals(Tls.Mode.VERIFY_FULL, connection.tls().mode());
            assertEquals(Map.of("connectTimeout", "7", "ApplicationName", "nightly"), connection.parameters());
        }
        assertEquals("mine", named("postgres:///mine?service=shop", Map.of()).database());
        ConnectionConfig entry = Reads.connection(Map.of(), home, "type: postgresql", "parameters: {service: shop}")
                .clean();
        assertEquals(List.of(new Address("service.example", 5555)), entry.addresses());
        assertEquals("served", entry.database());
        assertEquals(Map.of(), entry.parameters());
    }

    @Test
    void aServiceThatIsNotThereIsRefused() {
        List<String> problems =
                Reads.named("postgres://u@h/d?service=gone", Map.of(), home).unusable();

        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.get(0).contains("gone"), problems.get(0));
        assertTrue(problems.get(0).contains(".pg_service.conf"), problems.get(0));
    }

    @Test
    void noMessageAndNoNameShowsAPassword() {
        ConnectionConfig connection = named("postgres://", ENVIRONMENT);

        assertFalse(connection.toString().contains("s3cret"), connection.toString());
        assertFalse(connection.name().contains("s3cret"), connection.name());
    }
}
