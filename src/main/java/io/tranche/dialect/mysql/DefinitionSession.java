package io.tranche.dialect.mysql;

import io.tranche.dialect.SqlFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A session that reads definitions: names are quoted, texts arrive as Unicode, times are printed in UTC, nothing is hidden.
 */
final class DefinitionSession implements AutoCloseable {
    private static final List<String> SETTINGS =
            List.of("SET NAMES utf8mb4", "SET SESSION sql_mode = '', sql_quote_show_create = 1, time_zone = '+00:00'");

    private final Connection connection;
    private final ServerFacts server;

    private DefinitionSession(Connection connection, ServerFacts server) {
        this.connection = connection;
        this.server = server;
    }

    static DefinitionSession open(ConnectionOpener opener) {
        try {
            Connection connection = opener.open();
            DefinitionSession session = new DefinitionSession(connection, ServerFacts.of(connection));
            session.prepare();
            return session;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private void prepare() throws SQLException {
        StatementEncoding.unicode(connection);
        try (Statement statement = connection.createStatement()) {
            for (String setting : SETTINGS) {
                statement.execute(setting);
            }
            if (server.mariaDb()) {
                // else it hides options that the table's engine does not know in comments
                statement.execute("SET SESSION sql_mode = 'IGNORE_BAD_TABLE_OPTIONS'");
            }
            if (server.mySqlSince(MySqlCatalogReader.GENERATED_PRIMARY_KEYS_SINCE)) {
                statement.execute("SET SESSION show_gipk_in_create_table_and_information_schema = ON");
            }
        }
    }

    ServerFacts server() {
        return server;
    }

    /** All rows of a small answer; NULL is null. */
    List<List<String>> rows(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return rows(row);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** As {@link #rows(String)}, with a value for a parameter. */
    List<List<String>> rows(String sql, String value) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            try (ResultSet row = statement.executeQuery()) {
                return rows(row);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static List<List<String>> rows(ResultSet row) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        int columns = row.getMetaData().getColumnCount();
        while (row.next()) {
            List<String> values = new ArrayList<>(columns);
            for (int i = 1; i <= columns; i++) {
                values.add(row.getString(i));
            }
            rows.add(values);
        }
        return rows;
    }

    /** Whether each column of the answer may be NULL, in the columns' order, as this session's mode computes it. */
    List<Boolean> nullable(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            ResultSetMetaData columns = answer.getMetaData();
            List<Boolean> nullable = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                nullable.add(columns.isNullable(i) != ResultSetMetaData.columnNoNulls);
            }
            return nullable;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /**
     * The text of a SHOW CREATE; empty where the server shows none to this user.
     *
     * @param column where it is in the answer, from 1
     */
    Optional<String> text(String sql, int column) {
        return Optional.ofNullable(rows(sql).get(0).get(column - 1));
    }

    static SqlFailure failure(SQLException cause) {
        return new SqlFailure(SqlFailure.Kind.OTHER, cause.getMessage(), cause);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(e);
        }
    }
}
