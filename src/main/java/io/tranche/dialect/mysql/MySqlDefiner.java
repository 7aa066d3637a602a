package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.dialect.Definer;
import io.tranche.dialect.SqlFailure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Creates objects on a MySQL or MariaDB server, each under the settings that it was made for. */
final class MySqlDefiner implements Definer {
    /** As mysqldump has its dumps read, in the mode and time zone in which {@link DefinitionSession} prints. */
    static final List<String> SETTINGS = List.of(
            "SET NAMES utf8mb4",
            "SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00', foreign_key_checks = 0");

    /** Engines keep options that others know. */
    static final String MARIADB_MODE = "SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO,IGNORE_BAD_TABLE_OPTIONS'";

    /** Settings that would refuse or change what the source has; some servers lack them, or let only some users set them. */
    private static final List<String> WISHES = List.of(
            "SET SESSION innodb_strict_mode = OFF",
            "SET SESSION explicit_defaults_for_timestamp = ON",
            "SET SESSION system_versioning_alter_history = 'KEEP'",
            "SET SESSION character_set_collations = ''",
            "SET SESSION sql_require_primary_key = OFF",
            "SET SESSION sql_generate_invisible_primary_key = OFF",
            "SET SESSION restrict_fk_on_non_standard_key = OFF");

    private static final Set<String> UNICODE = Set.of("utf8mb4", "utf8mb3", "utf8");

    private static final Pattern ASCII_OR_NOT = Pattern.compile("(\\p{ASCII}+)|\\P{ASCII}+");

    private final JdbcConnection connection;
    private final KeptSessions sessions;
    private final StatementEncoding encoding;
    private final Translation translation;
    private String clientCharset = "utf8mb4";
    private boolean settled = true;

    /**
     * @param connection a {@link #session}
     * @param sessions where it goes in the end
     */
    MySqlDefiner(JdbcConnection connection, Translation translation, KeptSessions sessions) throws SQLException {
        this.connection = connection;
        this.sessions = sessions;
        this.encoding = StatementEncoding.unicode(connection);
        this.translation = translation;
    }

    /** A session with the settings that definers have. */
    static JdbcConnection session(ConnectionOpener opener, ServerFacts server) throws SQLException {
        JdbcConnection connection = opener.open().unwrap(JdbcConnection.class);
        try {
            StatementEncoding.unicode(connection);
            settle(connection, server.mariaDb());
            wish(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            Sessions.abandon(connection);
            throw e;
        }
    }

    @Override
    public void run(List<String> statements) {
        try {
            try {
                for (String statement : statements) {
                    send(translation.translate(statement));
                }
            } finally {
                if (statements.size() > 1) {
                    settle();
                }
            }
        } catch (SQLException e) {
            throw DefinitionSession.failure(e);
        }
    }

    /** The foreign keys of one table in one ALTER: with checks, each ALTER reads the table once. */
    @Override
    public int runTogether(List<List<String>> objects) {
        int same = ForeignKeyLines.ofOneTable(objects);
        if (same == 0) {
            return 0;
        }
        try {
            run(ForeignKeyLines.together(objects.subList(0, same)));
            return same;
        } catch (SqlFailure e) {
            // each on its own then, so that the one that is refused is known
            return 0;
        }
    }

    @Override
    public List<String> translated(List<String> statements) {
        return statements.stream().map(translation::translate).toList();
    }

    private void settle() throws SQLException {
        settled = false;
        settle(connection, translation.toMariaDb());
        clientCharset = "utf8mb4";
        settled = true;
    }

    private static void settle(JdbcConnection connection, boolean mariaDb) throws SQLException {
        for (String setting : SETTINGS) {
            Sessions.execute(connection, setting);
        }
        if (mariaDb) {
            Sessions.execute(connection, MARIADB_MODE);
        }
    }

    private static void wish(JdbcConnection connection) {
        for (String wish : WISHES) {
            try {
                Sessions.execute(connection, wish);
            } catch (SQLException e) {
                // not on this server, or not for this user: what then fails is reported with the object
                continue;
            }
        }
    }

    private void send(String sql) throws SQLException {
        if (StandardCharsets.US_ASCII.newEncoder().canEncode(sql) || UNICODE.contains(clientCharset)) {
            execute(sql);
        } else {
            executeBytes(encoded(sql));
        }
        if (sql.startsWith("SET ") && sql.contains("character_set_client")) {
            clientCharset = ask("SELECT @@character_set_client").toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The server's own conversion: Java's charsets differ from it in places, as latin1 does in five characters. ASCII stays as
     * it is, which sjis would not leave a backslash.
     */
    private byte[] encoded(String sql) throws SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher part = ASCII_OR_NOT.matcher(sql);
        while (part.find()) {
            byte[] utf8 = part.group().getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(part.group(1) == null ? converted(utf8) : utf8);
        }
        return bytes.toByteArray();
    }

    private byte[] converted(byte[] utf8) throws SQLException {
        String hex = HexFormat.of().formatHex(utf8);
        return HexFormat.of().parseHex(ask("SELECT HEX(CONVERT(_utf8mb4 0x" + hex + " USING " + clientCharset + "))"));
    }

    /** The driver encodes statements; in ISO-8859-1 each character is a byte. */
    private void executeBytes(byte[] sql) throws SQLException {
        encoding.use(StandardCharsets.ISO_8859_1);
        try {
            execute(new String(sql, StandardCharsets.ISO_8859_1));
        } finally {
            encoding.use(StandardCharsets.UTF_8);
        }
    }

    private void execute(String sql) throws SQLException {
        Sessions.execute(connection, sql);
    }

    private String ask(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public List<String> notices() {
        return translation.notices();
    }

    @Override
    public void close() {
        if (settled) {
            sessions.giveBack(connection);
        } else {
            Sessions.close(connection);
        }
    }
}
