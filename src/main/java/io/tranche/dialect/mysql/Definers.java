package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.dialect.Definer;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;

/** Opens definers, one after the other on the same session. Thread-safe. */
final class Definers implements AutoCloseable {
    private final KeptSessions sessions;
    private final ServerFacts server;
    private final AtomicReference<Collations> collations = new AtomicReference<>();

    /** @param server that the sessions lead to */
    Definers(ConnectionOpener opener, ServerFacts server) {
        this.server = server;
        this.sessions = new KeptSessions(() -> MySqlDefiner.session(opener, server));
    }

    Definer open() {
        try {
            JdbcConnection session = sessions.take();
            try {
                return new MySqlDefiner(session, new Translation(server, collations(session)), sessions);
            } catch (SQLException | RuntimeException e) {
                Sessions.abandon(session);
                throw e;
            }
        } catch (SQLException e) {
            throw DefinitionSession.failure(e);
        }
    }

    /** The same for the server's whole life. */
    private Collations collations(JdbcConnection session) throws SQLException {
        Collations known = collations.get();
        if (known == null) {
            known = Collations.of(session, server);
            collations.set(known);
        }
        return known;
    }

    @Override
    public void close() {
        sessions.close();
    }
}
