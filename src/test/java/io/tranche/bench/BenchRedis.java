package io.tranche.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The installed Redis, started for the bench on a port of its own, with nothing on disk. */
final class BenchRedis implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String PROGRAM = "redis-server";
    private static final int ATTEMPTS = 100;

    private final Process process;
    private final int port;

    private BenchRedis(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Nothing, with a loud line, if no Redis is installed. */
    static Optional<BenchRedis> start() throws IOException, InterruptedException {
        if (!Shell.has(PROGRAM)) {
            System.out.println(
                    "##### NOT MEASURED: keys in Redis, there is no " + PROGRAM + " on the path. Install it.");
            return Optional.empty();
        }
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        PROGRAM, "--port", String.valueOf(port), "--bind", HOST, "--save", "", "--appendonly", "no")
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
        BenchRedis redis = new BenchRedis(process, port);
        redis.await();
        return Optional.of(redis);
    }

    /** The section of config.yml. */
    String config() {
        return "redis: {host: %s, port: %d}%n".formatted(HOST, port);
    }

    private void await() throws IOException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS && process.isAlive(); attempt++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(HOST, port), 1000);
                return;
            } catch (IOException notYet) {
                process.waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
        close();
        throw new IOException(PROGRAM + " does not answer on port " + port);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
