package io.tranche.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionFileTest {
    @TempDir
    Path home;

    private Path options(String text) throws IOException {
        return Files.writeString(home.resolve(".my.cnf"), text);
    }

    private ConnectionConfig named(String url) {
        return Reads.named(url, Map.of(), home).clean();
    }

    private Optional<String> password(String url) {
        return named(url).password().map(Secret::value);
    }

    @Test
    void theClientGroupGivesThePasswordOfItsUser() throws IOException {
        options(
                """
                # mine
                [mysqldump]
                password=dump
                [client]
                user = reader
                password = "s3#cret \\"x\\" \\\\ y"
                [mysql]
                password=other
                """);

        assertEquals(Optional.of("s3#cret \"x\" \\ y"), password("mysql://reader@db/shop"));
        assertEquals(Optional.of("s3#cret \"x\" \\ y"), password("mariadb://reader@db/shop"));
        assertEquals(Optional.of("reader"), named("mysql://db/shop").user());
        assertEquals(Optional.of("s3#cret \"x\" \\ y"), password("mysql://db/shop"));
        assertEquals(Optional.of("own"), password("mysql://reader:own@db/shop"));
        assertEquals(Optional.empty(), password("mysql://other@db/shop"), "another user's");
        assertEquals(Optional.empty(), password("postgres://reader@db/shop"), "another vendor's");
    }

    @Test
    void aFileThatNamesAServerIsMeantForNoOther() throws IOException {
        options("[client]\nhost=db1\npassword=pw # for db1\n");

        assertEquals(Optional.of("pw"), password("mysql://reader@db1/shop"));
        assertEquals(Optional.empty(), password("mysql://reader@db2/shop"));
        assertEquals(
                Optional.of("pw"),
                Reads.connection(Map.of(), home, "host: db1", "user: u", "database: s")
                        .clean()
                        .password()
                        .map(Secret::value));
    }

    @Test
    void aFileThatAnybodyMayWriteToIsPassedOver() throws IOException {
        Path file = options("[client]\npassword=pw\n");
        assertEquals(Optional.of("pw"), password("mysql://reader@db/shop"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertEquals(Optional.empty(), password("mysql://reader@db/shop"));
    }
}
