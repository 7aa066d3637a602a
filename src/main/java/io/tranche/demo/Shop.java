package io.tranche.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shop's database: 15 tables and some 300,000 rows, the same ones each time. It has what makes slicing hard: categories
 * refer to categories, shops and managers to each other, order items to orders over two columns and to products over a
 * string, comments to posts or products, and events have no key.
 */
final class Shop {
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+)");

    private Shop() {}

    static void fill(Connection connection) throws SQLException, IOException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String table : resource("shop.sql").split(";\\s*")) {
                if (!table.isBlank()) {
                    statement.execute(table);
                }
            }
            new ShopRows(statement).insert();
        }
        connection.commit();
    }

    /** The rows that a database of this shop holds, by table in the order of their creation. */
    static Map<String, Long> counts(Connection connection) throws SQLException, IOException {
        Map<String, Long> counts = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement()) {
            for (String table : tables()) {
                try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
                    row.next();
                    counts.put(table, row.getLong(1));
                }
            }
        }
        return counts;
    }

    private static List<String> tables() throws IOException {
        List<String> tables = new ArrayList<>();
        Matcher matcher = TABLE.matcher(resource("shop.sql"));
        while (matcher.find()) {
            tables.add(matcher.group(1));
        }
        return tables;
    }

    /** The rules of the demo, as a user would write them. */
    static String rules() throws IOException {
        return resource("schema.yml");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Shop.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no " + name + " in the program's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
