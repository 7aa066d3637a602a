package io.tranche.proof.site;

import io.tranche.testing.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Tables read back with plain JDBC. */
public record PlainRows(TestServer server) {
    public List<String> tables(String database) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = server.connection(database);
                ResultSet rows = connection
                        .getMetaData()
                        .getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME"));
            }
        }
        return tables;
    }

    /** Each row as one text of its values' bytes. */
    public List<String> all(String database, String table) throws SQLException {
        return query(database, "SELECT * FROM " + Sql.of(server.vendor()).quote(table));
    }

    /** Each row of a query as one text of its values' bytes. */
    public List<String> query(String database, String query) throws SQLException {
        return read(database, query, PlainRows::bytes);
    }

    /** The first column of a query; NULL is {@code NULL}. */
    public List<String> column(String database, String query) throws SQLException {
        return read(database, query, row -> {
            String value = row.getString(1);
            return value == null ? "NULL" : value;
        });
    }

    private static String bytes(ResultSet row) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            byte[] value = row.getBytes(column);
            text.append(value == null ? "NULL" : HexFormat.of().formatHex(value))
                    .append(' ');
        }
        return text.toString();
    }

    private interface Reading {
        String read(ResultSet row) throws SQLException;
    }

    private List<String> read(String database, String query, Reading reading) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = server.connection(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(reading.read(rows));
            }
        }
        return texts;
    }
}
