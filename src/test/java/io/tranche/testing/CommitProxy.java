package io.tranche.testing;

import io.tranche.config.Address;
import java.io.Closeable;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Stands between clients and a server, counts the COMMITs that the clients send, and has something done at one of them. The
 * statements must be readable: no TLS. Thread-safe.
 */
public final class CommitProxy implements AutoCloseable {
    /** Not that of SET autocommit. */
    private static final Pattern COMMIT = Pattern.compile("(?i)(?<![a-z])commit(?![a-z])");

    private final Address server;
    private final int number;
    private final Moment moment;
    private final Runnable act;
    private final AtomicInteger commits = new AtomicInteger();
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /** When something is done. The connection that sent the COMMIT is cut then. */
    public enum Moment {
        /** The server has not heard the COMMIT, and never will. */
        BEFORE,
        /** The server has answered the COMMIT, and the client has not heard it. */
        AFTER
    }

    /**
     * @param number of the COMMIT, from 1; 0 for none of them
     * @param act for as long as it lasts, nothing passes on that connection
     */
    public CommitProxy(Address server, int number, Moment moment, Runnable act) throws IOException {
        this.server = server;
        this.number = number;
        this.moment = moment;
        this.act = act;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public Address address() {
        return new Address("127.0.0.1", listener.getLocalPort());
    }

    /** COMMITs seen so far. */
    public int commits() {
        return commits.get();
    }

    @Override
    public void close() {
        shut(listener);
        sockets.forEach(CommitProxy::shut);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException e) {
                // closed by the test
                shut(listener);
            }
        }
    }

    private void connect(Socket client) {
        sockets.add(client);
        try {
            Socket upstream = new Socket(server.host(), server.port());
            sockets.add(upstream);
            Passage passage = new Passage(client, upstream);
            start(passage::statements);
            start(passage::answers);
        } catch (IOException e) {
            // the server is not there now, and may be later
            shut(client);
        }
    }

    /** One connection, both ways. */
    private final class Passage {
        private final Socket client;
        private final Socket upstream;
        private final CountDownLatch answered = new CountDownLatch(1);
        private volatile boolean swallowing;

        Passage(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        void statements() {
            pass(client, upstream, (buffer, count) -> {
                if (!isCommit(buffer, count) || commits.incrementAndGet() != number) {
                    return true;
                }
                if (moment == Moment.AFTER) {
                    swallowing = true;
                    upstream.getOutputStream().write(buffer, 0, count);
                    awaitAnswer();
                }
                act.run();
                return false;
            });
        }

        void answers() {
            pass(upstream, client, (buffer, count) -> {
                if (swallowing) {
                    answered.countDown();
                }
                return !swallowing;
            });
        }

        private void awaitAnswer() throws IOException {
            try {
                if (!answered.await(1, TimeUnit.MINUTES)) {
                    throw new IOException("the server does not answer");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private interface Check {
        /** Whether what was read is to be passed on, and the connection to live. */
        boolean passes(byte[] buffer, int count) throws IOException;
    }

    private static void pass(Socket from, Socket to, Check check) {
        byte[] buffer = new byte[16_384];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0 && check.passes(buffer, count); count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // one side is gone, and so goes the other
        }
        shut(from);
        shut(to);
    }

    /** Rows are no statements: a COMMIT comes alone, in a short message. */
    private static boolean isCommit(byte[] buffer, int count) {
        return count < 200
                && COMMIT.matcher(new String(buffer, 0, count, StandardCharsets.ISO_8859_1))
                        .find();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "commit-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void shut(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
