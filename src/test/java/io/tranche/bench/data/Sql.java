package io.tranche.bench.data;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** SQL that all servers take. */
final class Sql {
    private static final String DIGITS = IntStream.range(1, 10)
            .mapToObj(digit -> " UNION ALL SELECT " + digit)
            .collect(Collectors.joining("", "(SELECT 0 AS d", ")"));

    private Sql() {}

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** A table of the numbers {@code n} from 0 up to the count, exclusively; in any order. */
    static String numbers(int count) {
        int places = String.valueOf(count - 1).length();
        String number = IntStream.range(0, places)
                .mapToObj(place -> "d%d.d * %d".formatted(place, (long) Math.pow(10, place)))
                .collect(Collectors.joining(" + "));
        String from = IntStream.range(0, places)
                .mapToObj(place -> DIGITS + " d" + place)
                .collect(Collectors.joining(" CROSS JOIN "));
        return "(SELECT n FROM (SELECT %s AS n FROM %s) counted WHERE n < %d) numbers".formatted(number, from, count);
    }
}
