package io.tranche.testing;

import io.tranche.config.Address;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a client and a server, and goes away for good once so many bytes have passed in either direction: all
 * sockets are closed, new ones are refused. Thread-safe.
 */
public final class CuttingProxy implements AutoCloseable {
    private final Address server;
    private final AtomicLong bytesLeft;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    public CuttingProxy(Address server, long bytes) throws IOException {
        this.server = server;
        this.bytesLeft = new AtomicLong(bytes);
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public Address address() {
        return new Address("127.0.0.1", listener.getLocalPort());
    }

    /** Whether it has cut what it carried. */
    public boolean hasCut() {
        return bytesLeft.get() <= 0;
    }

    @Override
    public void close() {
        shut(listener);
        sockets.forEach(CuttingProxy::shut);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket upstream = new Socket(server.host(), server.port());
                sockets.add(client);
                sockets.add(upstream);
                start(() -> forward(client, upstream));
                start(() -> forward(upstream, client));
            } catch (IOException e) {
                // closed: by a cut, or by the test
                close();
            }
        }
    }

    private void forward(Socket from, Socket to) {
        byte[] buffer = new byte[16_384];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (bytesLeft.addAndGet(-count) <= 0) {
                    close();
                    return;
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // one side is gone, and so goes the other
        }
        shut(from);
        shut(to);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void shut(java.io.Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
