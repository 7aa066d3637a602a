package io.tranche.dialect.mysql;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.RuntimeProperty;
import com.mysql.cj.jdbc.JdbcConnection;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/** How the driver turns a connection's statements into bytes; the server is told separately how to read them. */
final class StatementEncoding {
    private final RuntimeProperty<String> property;

    private StatementEncoding(RuntimeProperty<String> property) {
        this.property = property;
    }

    /** From now on in UTF-8, whatever the connection was opened with. */
    static StatementEncoding unicode(Connection connection) throws SQLException {
        StatementEncoding encoding = new StatementEncoding(connection
                .unwrap(JdbcConnection.class)
                .getPropertySet()
                .getStringProperty(PropertyKey.characterEncoding));
        encoding.use(StandardCharsets.UTF_8);
        return encoding;
    }

    void use(Charset charset) {
        property.setValue(charset.name());
    }
}
