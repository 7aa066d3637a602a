package io.tranche.bench;

import io.tranche.bench.Shell.Times;
import io.tranche.demo.DemoServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code psql COPY | psql COPY} into bare tables, table by table; their primary keys come afterwards, and count. */
record CopyPipe(DemoServer server) implements Rival {
    private static final String COLUMNS =
            """
            SELECT string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod)
                              || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END, ', ' ORDER BY attnum)
            FROM pg_attribute WHERE attrelid = '%s'::regclass AND attnum > 0 AND NOT attisdropped""";
    private static final String KEY =
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = '%s'::regclass AND contype = 'p'";

    @Override
    public String name() {
        return "psql COPY | psql COPY";
    }

    @Override
    public Times run(Workload workload, String target) throws IOException, SQLException, InterruptedException {
        if (!Shell.has("psql")) {
            throw new IOException("psql is not installed, and there is nothing else to compare with");
        }
        String from = psql(server.url(workload.database()));
        String into = psql(server.url(target));
        List<String> commands = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        try (Connection source = server.connect(workload.database());
                Connection empty = server.connect(target);
                Statement create = empty.createStatement()) {
            for (Part part : workload.parts()) {
                String table = part.table();
                create.execute("CREATE TABLE " + table + " (" + value(source, COLUMNS.formatted(table)) + ")");
                commands.add("%s \"COPY (SELECT * FROM %s WHERE %s) TO STDOUT\" | %s \"COPY %s FROM STDIN\""
                        .formatted(from, table, part.condition(), into, table));
                keys.add("ALTER TABLE " + table + " ADD " + value(source, KEY.formatted(table)));
            }
        }
        commands.add(into + " \"" + String.join("; ", keys) + "\"");
        return Shell.measure(String.join(" && ", commands), Map.of());
    }

    private static String psql(String url) {
        return "psql -X -q -v ON_ERROR_STOP=1 '" + url + "' -c";
    }

    private static String value(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
