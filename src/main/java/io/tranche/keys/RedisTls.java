package io.tranche.keys;

import io.tranche.config.Tls;
import io.tranche.error.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * How a connection to Redis is encrypted. Redis does not negotiate: PREFER means REQUIRE here.
 *
 * @param sockets makes encrypted sockets
 * @param parameters whether the certificate must carry the host's name
 */
record RedisTls(SSLSocketFactory sockets, SSLParameters parameters) {
    private static final char[] NO_PASSWORD = {};

    /** @return empty for an unencrypted connection */
    static Optional<RedisTls> of(Tls tls, String host) {
        if (tls.mode() == Tls.Mode.DISABLE) {
            return Optional.empty();
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity(tls), trust(tls), null);
            return Optional.of(new RedisTls(context.getSocketFactory(), parameters(tls.mode())));
        } catch (IOException | GeneralSecurityException e) {
            throw new Refusal(
                    "redis.tls",
                    "The certificates for Redis at " + host + " cannot be used: " + e.getMessage() + ".",
                    "Give PEM files; a private key in PKCS#8 without a password (`openssl pkcs8 -topk8 -nocrypt`).");
        }
    }

    private static SSLParameters parameters(Tls.Mode mode) {
        SSLParameters parameters = new SSLParameters();
        switch (mode) {
            case VERIFY_FULL -> parameters.setEndpointIdentificationAlgorithm("HTTPS");
            case PREFER, DISABLE, REQUIRE, VERIFY_CA -> parameters.setEndpointIdentificationAlgorithm(null);
        }
        return parameters;
    }

    private static TrustManager[] trust(Tls tls) throws IOException, GeneralSecurityException {
        return switch (tls.mode()) {
            case PREFER, DISABLE, REQUIRE -> new TrustManager[] {new Anyone()};
            case VERIFY_CA, VERIFY_FULL -> {
                TrustManagerFactory factory =
                        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init(tls.ca().isPresent() ? certificates(tls.ca().get()) : null);
                yield factory.getTrustManagers();
            }
        };
    }

    private static KeyManager[] identity(Tls tls) throws IOException, GeneralSecurityException {
        if (tls.certificate().isEmpty() || tls.key().isEmpty()) {
            return null;
        }
        Certificate[] chain = read(tls.certificate().get()).toArray(Certificate[]::new);
        KeyStore store = empty();
        store.setKeyEntry(
                "client", privateKey(tls.key().get(), chain[0].getPublicKey().getAlgorithm()), NO_PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore certificates(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        for (Certificate certificate : read(file)) {
            store.setCertificateEntry("ca" + store.size(), certificate);
        }
        return store;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static java.util.Collection<? extends Certificate> read(Path file)
            throws IOException, CertificateException {
        try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(file))) {
            java.util.Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new CertificateException("no certificate in " + file);
            }
            return found;
        }
    }

    private static PrivateKey privateKey(Path file, String algorithm) throws IOException, GeneralSecurityException {
        String text = Files.readString(file);
        int start = text.indexOf("-----BEGIN PRIVATE KEY-----");
        int end = text.indexOf("-----END PRIVATE KEY-----");
        if (start < 0 || end < start) {
            throw new InvalidKeySpecException("no PKCS#8 private key in " + file);
        }
        String encoded = text.substring(start + "-----BEGIN PRIVATE KEY-----".length(), end);
        byte[] bytes = Base64.getMimeDecoder().decode(encoded);
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    }

    /** Trusts whoever answers: encryption without identity, as the user asked for. */
    private static final class Anyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
