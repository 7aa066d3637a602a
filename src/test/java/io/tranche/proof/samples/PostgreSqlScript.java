package io.tranche.proof.samples;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/** Runs a script as {@code psql} does: statements end at semicolons, and rows of a COPY follow it up to {@code \.}. */
final class PostgreSqlScript {
    private static final Pattern PIECE = Pattern.compile(
            """
            --[^\\n]*|/\\*.*?\\*/|\\b[eE]'(?:[^'\\\\]|''|\\\\.)*'|'(?:[^']|'')*'|"(?:[^"]|"")*"\
            |(\\$\\w*\\$).*?\\1|(;)|[^;'"$/-]+|.""",
            Pattern.DOTALL);
    private static final Pattern COPY = Pattern.compile("(?is)\\s*COPY .* FROM stdin");

    private final Connection connection;
    private final String text;

    private PostgreSqlScript(Connection connection, String text) {
        this.connection = connection;
        this.text = text;
    }

    static void run(Connection connection, String text) throws SQLException, IOException {
        new PostgreSqlScript(connection, text).run();
    }

    private void run() throws SQLException, IOException {
        StringBuilder statement = new StringBuilder();
        Matcher piece = PIECE.matcher(text);
        int position = 0;
        while (piece.find(position)) {
            position = piece.end();
            if (piece.group(2) == null) {
                statement.append(piece.group().startsWith("--") ? "" : piece.group());
            } else if (COPY.matcher(statement).matches()) {
                position = copy(statement.toString(), text.indexOf('\n', position) + 1);
                statement.setLength(0);
            } else {
                execute(statement.toString());
                statement.setLength(0);
            }
        }
        execute(statement.toString());
    }

    private int copy(String sql, int from) throws SQLException, IOException {
        int end = text.indexOf("\\.\n", from);
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, new StringReader(text.substring(from, end)));
        return end + "\\.\n".length();
    }

    private void execute(String sql) throws SQLException {
        if (sql.isBlank()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
