package io.tranche.dialect.mysql;

import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.StandardSocketFactory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;

/** Connects Connector/J to a Unix socket; Java has had them as channels since 16. Made by the driver, by name. */
public final class UnixSocketFactory extends StandardSocketFactory {
    private static final String PATH = "trancheSocketPath";

    /** Has the driver use the socket at this path. */
    static void use(Properties properties, Path path) {
        properties.setProperty("socketFactory", UnixSocketFactory.class.getName());
        properties.setProperty(PATH, path.toString());
    }

    @Override
    @SuppressWarnings("unchecked") // the driver's own signature; it takes a Socket
    public <T extends Closeable> T connect(String host, int port, PropertySet properties, int loginTimeout)
            throws IOException {
        rawSocket = new UnixSocket(Path.of(properties.getStringProperty(PATH).getStringValue()));
        sslSocket = rawSocket;
        return (T) rawSocket;
    }
}
