package io.tranche.dialect.mysql;

import io.tranche.config.Tls;
import io.tranche.error.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/** PEM files in the only shape that Connector/J takes: key stores in files, which only this user may read. */
final class KeyStores {
    private static final String TYPE = "PKCS12";

    private KeyStores() {}

    static void addTo(Properties properties, Tls tls) {
        tls.ca().ifPresent(ca -> {
            addFile(properties, "trustCertificateKeyStore", write(trusted(ca)));
            properties.setProperty("fallbackToSystemTrustStore", "false");
        });
        tls.certificate()
                .ifPresent(certificate -> addFile(
                        properties,
                        "clientCertificateKeyStore",
                        write(own(certificate, tls.key().orElse(certificate)))));
    }

    private record Written(Path file, String password) {}

    private static void addFile(Properties properties, String prefix, Written store) {
        properties.setProperty(prefix + "Url", store.file().toUri().toString());
        properties.setProperty(prefix + "Type", TYPE);
        properties.setProperty(prefix + "Password", store.password());
    }

    private interface Filling {
        void fill(KeyStore store, char[] password) throws GeneralSecurityException, IOException;
    }

    private static Filling trusted(Path ca) {
        return (store, password) -> {
            int number = 0;
            for (Certificate certificate : certificates(ca)) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
        };
    }

    private static Filling own(Path certificate, Path key) {
        return (store, password) -> store.setKeyEntry(
                "client", privateKey(key), password, certificates(certificate).toArray(Certificate[]::new));
    }

    private static Written write(Filling filling) {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        try {
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(null, null);
            filling.fill(store, password.toCharArray());
            // made with the owner's rights alone
            Path file = Files.createTempFile("tranche-", ".p12");
            file.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, password.toCharArray());
            }
            return new Written(file, password);
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new Refusal("tls", "The certificate or key cannot be used: " + e.getMessage() + ".", "");
        }
    }

    private static List<Certificate> certificates(Path pem) throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            List<Certificate> found =
                    new ArrayList<>(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (found.isEmpty()) {
                throw new IOException(pem + " holds no certificate");
            }
            return found;
        }
    }

    private static PrivateKey privateKey(Path pem) throws GeneralSecurityException, IOException {
        String text = Files.readString(pem, StandardCharsets.US_ASCII);
        byte[] pkcs8 = section(text, "PRIVATE KEY");
        if (pkcs8 == null) {
            byte[] pkcs1 = section(text, "RSA PRIVATE KEY");
            if (pkcs1 == null) {
                throw new IOException(pem + " holds no unencrypted private key (PKCS#8 or RSA)");
            }
            pkcs8 = wrapped(pkcs1);
        }
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(pkcs8);
        GeneralSecurityException refused = null;
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (GeneralSecurityException e) {
                refused = e;
            }
        }
        throw refused;
    }

    private static byte[] section(String pem, String name) {
        String begin = "-----BEGIN " + name + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END " + name + "-----");
        return from < 0 || to < 0 ? null : Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
    }

    /** A PKCS#1 key in the PKCS#8 envelope for RSA (RFC 5208): version 0, rsaEncryption, the key. */
    private static byte[] wrapped(byte[] pkcs1) {
        byte[] head = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");
        byte[] octets = tagged(4, pkcs1);
        byte[] content = new byte[head.length + octets.length];
        System.arraycopy(head, 0, content, 0, head.length);
        System.arraycopy(octets, 0, content, head.length, octets.length);
        return tagged(0x30, content);
    }

    private static byte[] tagged(int tag, byte[] content) {
        byte[] out = new byte[content.length + 4];
        out[0] = (byte) tag;
        out[1] = (byte) 0x82;
        out[2] = (byte) (content.length >> 8);
        out[3] = (byte) content.length;
        System.arraycopy(content, 0, out, 4, content.length);
        return out;
    }
}
