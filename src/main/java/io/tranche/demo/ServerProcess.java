package io.tranche.demo;

import io.tranche.error.RunFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server's process with a folder of its own; both are gone when it is closed, and when the JVM ends before that. */
final class ServerProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;
    private final Path folder;
    private final Path log;
    private final Thread atExit = new Thread(this::end);
    private Process process;

    ServerProcess(String name) throws IOException {
        folder = Files.createTempDirectory("tranche-demo-" + name + "-");
        log = folder.resolve("server.log");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Where the server keeps its data. */
    Path folder() {
        return folder;
    }

    /** A port of 127.0.0.1 that nobody listens on. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a program to its end. */
    void run(List<String> command, Path input) throws IOException {
        Process program = builder(command).redirectInput(input.toFile()).start();
        try {
            if (program.waitFor() != 0) {
                throw new RunFailure(command.get(0) + " failed:\n" + tail());
            }
        } catch (InterruptedException e) {
            program.destroy();
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    void start(List<String> command) throws IOException {
        process = builder(command).start();
    }

    /** @throws RunFailure if the server is not running any more */
    void checkAlive() throws IOException {
        if (!process.isAlive()) {
            throw new RunFailure("The server stopped while it was starting:\n" + tail());
        }
    }

    private ProcessBuilder builder(List<String> command) {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    private String tail() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        end();
    }

    private void end() {
        if (process != null) {
            stop();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
