package io.tranche.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A Redis server from the binary in a Maven artifact: Linux on x86-64. */
record RedisDemoServer(ServerProcess process, int port) implements AutoCloseable {
    private static final String ARTIFACT = "embedded-redis";
    private static final String BINARY = "linux-amd64";

    static RedisDemoServer start(Libraries libraries) throws IOException {
        Path folder = libraries.unpacked(
                ARTIFACT, entry -> entry.endsWith(BINARY) ? Optional.of("redis-server") : Optional.empty());
        RedisDemoServer server = new RedisDemoServer(new ServerProcess("redis"), ServerProcess.freePort());
        server.process.start(List.of(
                folder.resolve("redis-server").toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(server.port),
                "--save",
                "",
                "--appendonly",
                "no"));
        return server;
    }

    /** A config.yml that sends keys here. */
    String config() {
        return "redis: {host: 127.0.0.1, port: " + port + "}\n";
    }

    @Override
    public void close() {
        process.close();
    }
}
