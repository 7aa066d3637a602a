package io.tranche.dialect.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import io.tranche.catalog.Column;
import io.tranche.catalog.Table;
import io.tranche.dialect.KeyRange;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parts a table by the leading column of its identity. Integers are halved until the server's own estimate of a range (a dive
 * into the index, no rows read) is small enough, so that gaps and outliers cost nothing; other keys are walked over.
 */
final class Splitter {
    private final JdbcConnection connection;
    private final Table table;
    private final long rows;

    /** @param rows wanted in each range */
    Splitter(JdbcConnection connection, Table table, long rows) {
        this.connection = connection;
        this.table = table;
        this.rows = rows;
    }

    List<KeyRange> ranges() throws SQLException {
        Optional<Column> leading =
                table.identity().map(key -> table.columnOf(key.columns().get(0)));
        if (leading.isEmpty()) {
            return List.of(new KeyRange(List.of(), Optional.empty(), Optional.empty()));
        }
        Column column = leading.get();
        long all = Estimate.rows(connection, table.name(), "");
        if (all <= rows + rows / 2) {
            return between(column, List.of());
        }
        return between(
                column,
                switch (ColumnKind.of(column)) {
                    case INTEGER, UNSIGNED_BIGINT -> integerBounds(column, all);
                    case YEAR, DECIMAL, DATE, DATETIME, TEXT, BINARY -> walkedBounds(column);
                    // few values, or ones that cannot be written as a bound in any session
                    case BIT,
                            FLOAT,
                            SCALED_FLOAT,
                            DOUBLE,
                            TIME,
                            TIMESTAMP,
                            ENUM,
                            SET,
                            JSON,
                            GEOMETRY,
                            UUID,
                            INET6,
                            INET4 -> List.of();
                });
    }

    private static List<KeyRange> between(Column column, List<String> bounds) {
        List<KeyRange> ranges = new ArrayList<>();
        Optional<List<String>> from = Optional.empty();
        for (String bound : bounds) {
            Optional<List<String>> to = Optional.of(List.of(bound));
            ranges.add(new KeyRange(List.of(column.name()), from, to));
            from = to;
        }
        ranges.add(new KeyRange(List.of(column.name()), from, Optional.empty()));
        return ranges;
    }

    private List<String> integerBounds(Column column, long all) throws SQLException {
        String name = Names.quote(table.name(), column);
        List<String> ends = Sessions.row(
                connection, "SELECT MIN(" + name + "), MAX(" + name + ") FROM " + Names.quote(table.name()));
        if (ends.get(0) == null) {
            return List.of();
        }
        List<Piece> pieces = new ArrayList<>();
        halve(name, new BigInteger(ends.get(0)), new BigInteger(ends.get(1)), all, pieces);
        return bounds(pieces, Math.round((double) all / rows));
    }

    /**
     * Where ranges begin, but for the first. Estimates of ranges may be twice what is there, so the shares count: each range
     * gets about the same, and a piece belongs to the one that its middle lies in.
     */
    static List<String> bounds(List<Piece> pieces, long ranges) {
        double share = (double) pieces.stream().mapToLong(Piece::rows).sum() / ranges;
        List<String> bounds = new ArrayList<>();
        double gathered = 0;
        for (Piece piece : pieces) {
            double middle = gathered + piece.rows() / 2.0;
            if (gathered > 0 && middle > share * (bounds.size() + 1)) {
                bounds.add(piece.from().toString());
            }
            gathered += piece.rows();
        }
        return bounds;
    }

    /** Rows from a value on, up to the next piece. */
    record Piece(BigInteger from, long rows) {}

    /**
     * Both ends are inclusive.
     *
     * @param estimate of rows between them; of the whole table it must not be asked like this, for InnoDB never says more than
     *     half of what it has
     */
    private void halve(String name, BigInteger from, BigInteger to, long estimate, List<Piece> pieces)
            throws SQLException {
        if (estimate <= rows || from.equals(to)) {
            pieces.add(new Piece(from, estimate));
            return;
        }
        BigInteger middle = from.add(to).shiftRight(1);
        BigInteger behind = middle.add(BigInteger.ONE);
        halve(name, from, middle, estimate(name, from, middle), pieces);
        halve(name, behind, to, estimate(name, behind, to), pieces);
    }

    private long estimate(String name, BigInteger from, BigInteger to) throws SQLException {
        return Estimate.rows(connection, table.name(), name + " BETWEEN " + from + " AND " + to);
    }

    private List<String> walkedBounds(Column column) throws SQLException {
        String name = Names.quote(table.name(), column);
        KeyWord word = KeyWord.of(column);
        List<String> bounds = new ArrayList<>();
        String after = "";
        while (true) {
            Optional<String> next = step(name, column, word, after);
            if (next.isEmpty()) {
                return bounds;
            }
            bounds.add(next.get());
            after = " WHERE " + name + " > " + next.get();
        }
    }

    /** The value that stands {@code rows} rows on, as a literal. */
    private Optional<String> step(String name, Column column, KeyWord word, String after) throws SQLException {
        String sql = "SELECT " + Expressions.key(table.name(), column, word) + " FROM " + Names.quote(table.name())
                + after + " ORDER BY " + name + " LIMIT 1 OFFSET " + rows;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            if (!row.next()) {
                return Optional.empty();
            }
            StringBuilder literal = new StringBuilder();
            Literals.value(literal, row.getBytes(1), word);
            return Optional.of(literal.toString());
        }
    }
}
