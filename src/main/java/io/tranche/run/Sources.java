package io.tranche.run;

import io.tranche.config.ConnectionConfig;
import io.tranche.dialect.Dialect;
import io.tranche.dialect.Source;
import io.tranche.error.Refusal;
import io.tranche.progress.Listener;
import io.tranche.source.Replicas;
import io.tranche.source.ThrottledSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Opens what {@code --read} names: one server, or several with the same rows, within the limits that are set. */
final class Sources {
    private Sources() {}

    static Source open(Setup setup, Dialect dialect, Listener listener) {
        Map<String, Source> servers = new LinkedHashMap<>();
        try {
            for (ConnectionConfig connection : setup.read()) {
                refuseUnlessAlike(setup.source(), connection, servers.keySet());
                servers.put(connection.name(), dialect.openSource(connection, listener));
            }
        } catch (RuntimeException | Error e) {
            servers.values().forEach(Source::close);
            throw e;
        }
        List<Source> all = List.copyOf(servers.values());
        Source source = all.size() == 1 ? all.get(0) : new Replicas(servers, listener);
        return new ThrottledSource(source, all, setup.limits(), listener);
    }

    private static void refuseUnlessAlike(ConnectionConfig first, ConnectionConfig connection, Set<String> before) {
        if (before.contains(connection.name())) {
            throw new Refusal("--read " + connection.name(), "It is named twice.", "Name each server once.");
        }
        if (!Dialects.of(connection).family().equals(Dialects.of(first).family())) {
            throw new Refusal(
                    "--read " + connection.name(),
                    "It is no replica of " + first.name() + ": it is a database of another family.",
                    "Name servers that hold the same rows.");
        }
    }
}
