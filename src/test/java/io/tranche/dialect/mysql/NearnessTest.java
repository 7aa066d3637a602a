package io.tranche.dialect.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearnessTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:50123, 50123, true",
        "localhost:50123, 50123, true",
        "::1:50123, 50123, true",
        "localhost, -1, true",
        "127.0.0.1:50124, 50123, false",
        "172.17.0.1:50123, 50123, false",
        "db.invalid:50123, 50123, false",
        "localhost, 50123, false",
        "localhost:50123, -1, false",
        "bastion.invalid, -1, false",
        "'', 50123, false"
    })
    void knowsItsOwnSocketInWhatTheServerSees(String host, int port, boolean own) {
        assertEquals(own, Nearness.isPeer(host, port));
    }
}
