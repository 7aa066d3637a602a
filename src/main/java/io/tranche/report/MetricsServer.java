package io.tranche.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tranche.error.Refusal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Answers {@code GET /metrics}. It runs in a thread of its own until it is closed. */
public final class MetricsServer implements AutoCloseable {
    private final HttpServer server;

    private MetricsServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Begins to listen.
     *
     * @param host the address of this machine that it listens on
     * @param port 0 for any free one
     * @param text called for each answer, in the server's thread
     */
    public static MetricsServer start(String host, int port, Supplier<String> text) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
            server.createContext("/metrics", exchange -> answer(exchange, text));
            server.start();
            return new MetricsServer(server);
        } catch (IOException e) {
            throw new Refusal(
                    "--metrics-port " + port,
                    "Cannot listen on " + host + ": " + e.getMessage() + ".",
                    "Choose another port.");
        }
    }

    private static void answer(HttpExchange exchange, Supplier<String> text) throws IOException {
        try (exchange) {
            boolean known = exchange.getRequestURI().getPath().equals("/metrics");
            boolean reads = exchange.getRequestMethod().equals("GET");
            if (!known || !reads) {
                exchange.sendResponseHeaders(known ? 405 : 404, -1);
                return;
            }
            byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Where it listens: {@code http://127.0.0.1:9090/metrics}. */
    public String address() {
        InetSocketAddress address = server.getAddress();
        return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/metrics";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
