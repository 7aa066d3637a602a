package io.tranche.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Passes connections on to a server on this machine, and breaks them when asked to. */
public final class Relay implements AutoCloseable {
    private final ServerSocket door;
    private final int serverPort;
    private final Thread acceptor;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final LongAdder bytes = new LongAdder();
    private final AtomicBoolean loseNextAnswer = new AtomicBoolean();

    /** From the server, for each connection. */
    private final long bytesPerSecond;

    /** @param door where clients come in: a plain or an encrypted socket */
    public Relay(ServerSocket door, int serverPort) {
        this(door, serverPort, Long.MAX_VALUE);
    }

    private Relay(ServerSocket door, int serverPort, long bytesPerSecond) {
        this.door = door;
        this.serverPort = serverPort;
        this.bytesPerSecond = bytesPerSecond;
        this.acceptor = start(this::accept);
    }

    public static Relay to(int serverPort) throws IOException {
        return new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), serverPort);
    }

    /** Each connection gets so many bytes a second from the server. */
    public static Relay slow(int serverPort, long bytesPerSecond) throws IOException {
        return new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), serverPort, bytesPerSecond);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** The server will do what it is next asked to, and nobody will hear of it. */
    public void loseNextAnswer() {
        loseNextAnswer.set(true);
    }

    /** What has passed so far, both ways. */
    public long bytes() {
        return bytes.sum();
    }

    /** Breaks all connections; new ones are accepted. */
    public void breakConnections() {
        open.forEach(Relay::shut);
        open.clear();
    }

    /** Breaks all connections, and takes no new ones. */
    @Override
    public void close() {
        try {
            door.close();
            // until its last accept has returned the port still answers
            acceptor.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        breakConnections();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                open.add(client);
                open.add(server);
                start(() -> pass(client, server, new AtomicBoolean(), Long.MAX_VALUE));
                start(() -> pass(server, client, loseNextAnswer, bytesPerSecond));
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void pass(Socket from, Socket to, AtomicBoolean lose, long pace) {
        byte[] buffer = new byte[65536];
        long due = System.nanoTime();
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0 && !lose.getAndSet(false); count = in.read(buffer)) {
                out.write(buffer, 0, count);
                bytes.add(count);
                out.flush();
                due = Math.max(due, System.nanoTime()) + TimeUnit.SECONDS.toNanos(count) / pace;
                LockSupport.parkNanos(due - System.nanoTime());
            }
        } catch (IOException broken) {
            // both ends are closed: that is all there is to do
            shut(to);
        }
    }

    private static void shut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread start(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
