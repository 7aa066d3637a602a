package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import java.sql.SQLException;

/**
 * A session whose statements are bytes for a while, and no text: a plain literal then is what {@code _binary} makes of it, and
 * the server neither looks for its characters nor reads the introducer, which is a third of its work for an INSERT. Everything
 * else that is sent is UTF-8 and needs the session as it was. One thread uses it.
 */
final class ByteStatements implements AutoCloseable {
    private final JdbcConnection connection;
    private boolean begun;

    ByteStatements(JdbcConnection connection) {
        this.connection = connection;
    }

    void begin() throws SQLException {
        if (!begun) {
            use("binary");
            begun = true;
        }
    }

    /** Goes back to text. */
    void end() throws SQLException {
        if (begun) {
            begun = false;
            use(TargetConnection.CHARSET);
        }
    }

    private void use(String charset) throws SQLException {
        Sessions.execute(
                connection, "SET character_set_client = " + charset + ", character_set_connection = " + charset);
    }

    @Override
    public void close() throws SQLException {
        end();
    }
}
