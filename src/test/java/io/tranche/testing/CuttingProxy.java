package io.tranche.testing;

import io.tranche.config.Address;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and a server, and cuts what it carries. Thread-safe. */
public final class CuttingProxy implements AutoCloseable {
    private static final int MOST_CUTS = 2;
    private static final byte[] COMMIT = "commit".getBytes(StandardCharsets.US_ASCII);

    private final Address server;
    private final Cut cut;
    private final long bytes;
    private final AtomicLong bytesLeft;
    private final AtomicInteger cuts = new AtomicInteger();
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /** What is cut when so many bytes have passed in either direction. */
    public enum Cut {
        /** All sockets are closed for good, new ones are refused. */
        EVERYTHING,
        /** The connection that carried the last of the bytes, the first two times; others go on, new ones are accepted. */
        CONNECTION,
        /** The next connection that sends a COMMIT, once: the server hears it, and its answer is lost. */
        ANSWER_TO_COMMIT
    }

    public CuttingProxy(Address server, long bytes, Cut cut) throws IOException {
        this.server = server;
        this.bytes = bytes;
        this.cut = cut;
        this.bytesLeft = new AtomicLong(bytes);
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public Address address() {
        return new Address("127.0.0.1", listener.getLocalPort());
    }

    /** Whether it has cut something. */
    public boolean hasCut() {
        return cuts.get() > 0;
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
                boolean due = bytesLeft.addAndGet(-count) <= 0;
                if (due && isToBeCut(buffer, count)) {
                    if (cut == Cut.ANSWER_TO_COMMIT) {
                        out.write(buffer, 0, count);
                        shut(from);
                        lingerUntilAnswered(to);
                    }
                    break;
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // one side is gone, and so goes the other
        }
        shut(from);
        shut(to);
    }

    private synchronized boolean isToBeCut(byte[] buffer, int count) {
        switch (cut) {
            case EVERYTHING -> {
                cuts.incrementAndGet();
                close();
                return true;
            }
            case CONNECTION -> {
                if (cuts.get() == MOST_CUTS) {
                    return false;
                }
                cuts.incrementAndGet();
                bytesLeft.set(bytes);
                return true;
            }
            case ANSWER_TO_COMMIT -> {
                return cuts.get() == 0 && contains(buffer, count) && cuts.incrementAndGet() == 1;
            }
        }
        throw new IllegalStateException("no cut " + cut);
    }

    private static boolean contains(byte[] buffer, int count) {
        return new String(buffer, 0, count, StandardCharsets.ISO_8859_1)
                .toLowerCase(java.util.Locale.ROOT)
                .contains(new String(COMMIT, StandardCharsets.US_ASCII));
    }

    /** The answer shows that the server has heard. */
    private static void lingerUntilAnswered(Socket server) throws IOException {
        server.setSoTimeout(10_000);
        if (server.getInputStream().read() < 0) {
            throw new IOException("the server has gone first");
        }
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
