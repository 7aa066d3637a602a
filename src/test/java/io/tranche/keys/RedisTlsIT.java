package io.tranche.keys;

import static io.tranche.keys.KeyStoreContractTest.ORDERS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.config.RedisConfig;
import io.tranche.config.Tls;
import io.tranche.error.Refusal;
import io.tranche.progress.Listener;
import io.tranche.row.LongKeys;
import io.tranche.testing.EmbeddedRedis;
import io.tranche.testing.Relay;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded Redis has no TLS; a relay in front of it has, with a certificate for {@code localhost}. */
final class RedisTlsIT {
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path folder;

    private static EmbeddedRedis redis;
    private static Relay relay;
    private static Path certificate;

    @BeforeAll
    static void startServers() throws Exception {
        redis = EmbeddedRedis.start();
        certificate = folder.resolve("server.pem");
        Path identity = folder.resolve("server.p12");
        keytool(
                "-genkeypair -alias server -keyalg EC -dname CN=test -ext san=dns:localhost -storetype PKCS12",
                identity);
        keytool("-exportcert -alias server -rfc -file " + certificate, identity);
        relay = new Relay(
                context(identity).getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                redis.port());
    }

    @AfterAll
    static void stopServers() {
        relay.close();
        redis.close();
    }

    @Test
    void encryptsAndChecksTheServersNameAndAuthority() {
        assertWorks("localhost", Tls.Mode.VERIFY_FULL, Optional.of(certificate));
        assertWorks("127.0.0.1", Tls.Mode.VERIFY_CA, Optional.of(certificate));
        assertWorks("127.0.0.1", Tls.Mode.REQUIRE, Optional.empty());
    }

    @Test
    void refusesAServerWithAnotherNameOrAnUnknownAuthority() {
        assertRefused("127.0.0.1", Tls.Mode.VERIFY_FULL, Optional.of(certificate), "127.0.0.1");
        assertRefused("localhost", Tls.Mode.VERIFY_FULL, Optional.empty(), "certification path");
    }

    @Test
    void refusesFilesThatAreNoCertificates() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        assertRefused("localhost", Tls.Mode.VERIFY_CA, Optional.of(empty), "no certificate in");
        assertRefused("localhost", Tls.Mode.VERIFY_CA, Optional.of(folder.resolve("absent.pem")), "absent.pem");
    }

    private static void assertWorks(String host, Tls.Mode mode, Optional<Path> authority) {
        try (KeyStore store = open(host, mode, authority)) {
            store.lease("a", ORDERS, LongKeys.of(1));
            assertEquals(1, store.copied(ORDERS));
        }
    }

    private static void assertRefused(String host, Tls.Mode mode, Optional<Path> authority, String words) {
        Refusal refusal = assertThrows(Refusal.class, () -> open(host, mode, authority));
        assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
    }

    private static KeyStore open(String host, Tls.Mode mode, Optional<Path> authority) {
        Tls tls = new Tls(mode, authority, Optional.empty(), Optional.empty());
        RedisConfig config =
                new RedisConfig(host, relay.port(), 0, Optional.empty(), Optional.empty(), Optional.of(tls));
        return KeyStores.open(Optional.of(config), "tls", Role.OWNER, Listener.NONE);
    }

    private static SSLContext context(Path identity) throws Exception {
        java.security.KeyStore keys = java.security.KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(identity)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(String arguments, Path identity) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-keystore", identity.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), output);
    }
}
