package io.tranche.dialect.mysql;

import io.tranche.config.ConnectionConfig;
import io.tranche.config.Secret;
import io.tranche.config.Tls;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * What Connector/J is told. A user's own parameters pass through, except those that would change the bytes of rows or make the
 * driver hold whole results.
 */
final class DriverProperties {
    enum Use {
        SOURCE,
        TARGET
    }

    /** Parameters that are always ours; names in lower case. */
    private static final Set<String> OURS = Set.of(
            "user",
            "password",
            "characterencoding",
            "charactersetresults",
            "connectioncollation",
            "useunicode",
            "usecursorfetch",
            "useserverprepstmts",
            "defaultfetchsize",
            "maxrows",
            "nettimeoutforstreamingresults",
            "clobberstreamingresults",
            "allowmultiqueries",
            "autoreconnect",
            "rewritebatchedstatements",
            "allowloadlocalinfile",
            "allowloadlocalinfileinpath",
            "allowurlinlocalinfile",
            "uselocalsessionstate",
            "uselocaltransactionstate",
            "forceconnectiontimezonetosession",
            "jdbccomplianttruncation",
            "maxallowedpacket",
            "socketfactory",
            "createdatabaseifnotexist",
            "continuebatchonerror",
            "readonlypropagatestoserver");

    private DriverProperties() {}

    static Properties of(ConnectionConfig config, Use use) {
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", "10000");
        properties.setProperty("tcpKeepAlive", "true");
        for (Map.Entry<String, String> parameter : config.parameters().entrySet()) {
            if (!OURS.contains(parameter.getKey().toLowerCase(java.util.Locale.ROOT))) {
                properties.setProperty(parameter.getKey(), parameter.getValue());
            }
        }
        config.user().ifPresent(user -> properties.setProperty("user", user));
        config.password().map(Secret::value).ifPresent(value -> properties.setProperty("password", value));
        ours(properties, use);
        tls(properties, config);
        config.socket().ifPresent(path -> UnixSocketFactory.use(properties, path));
        return properties;
    }

    /** The same, for a connection that is not encrypted. */
    static Properties unencrypted(Properties properties) {
        Properties plain = new Properties();
        plain.putAll(properties);
        plain.setProperty("sslMode", "DISABLED");
        return plain;
    }

    private static void ours(Properties properties, Use use) {
        // Without characterSetResults the driver sets it to NULL: each column then comes in its own charset's bytes.
        properties.setProperty("useCursorFetch", "false");
        properties.setProperty("useServerPrepStmts", "false");
        properties.setProperty("netTimeoutForStreamingResults", "0");
        properties.setProperty("allowMultiQueries", "false");
        properties.setProperty("autoReconnect", "false");
        properties.setProperty("allowUrlInLocalInfile", "false");
        properties.setProperty("processEscapeCodesForPrepStmts", "false");
        // the driver would switch to STRICT_TRANS_TABLES; each side sets its own mode
        properties.setProperty("jdbcCompliantTruncation", "false");
        // before each statement that writes the driver would ask whether the session may
        properties.setProperty("readOnlyPropagatesToServer", "false");
        properties.setProperty("maxAllowedPacket", "1073741824");
        properties.setProperty("characterEncoding", use == Use.SOURCE ? "UTF-8" : "ISO-8859-1");
        properties.setProperty("passwordCharacterEncoding", "UTF-8");
        properties.setProperty("allowLoadLocalInfile", String.valueOf(use == Use.TARGET));
    }

    private static void tls(Properties properties, ConnectionConfig config) {
        Tls tls = config.tls();
        boolean local = config.isLocal();
        String mode =
                switch (tls.mode()) {
                    // through a socket too: MySQL takes passwords there in plain text, which the driver sends over TLS
                    // alone
                    case PREFER -> "PREFERRED";
                    case DISABLE -> "DISABLED";
                    case REQUIRE -> "REQUIRED";
                    case VERIFY_CA -> "VERIFY_CA";
                    case VERIFY_FULL -> "VERIFY_IDENTITY";
                };
        if (tls.mode() != Tls.Mode.PREFER || !properties.containsKey("sslMode")) {
            properties.setProperty("sslMode", mode);
        }
        if (!properties.containsKey("allowPublicKeyRetrieval") && (local || tls.mode() == Tls.Mode.DISABLE)) {
            // who listens in here could as well read the password's proof; elsewhere the key may be an impostor's
            properties.setProperty("allowPublicKeyRetrieval", "true");
        }
        KeyStores.addTo(properties, tls);
    }
}
