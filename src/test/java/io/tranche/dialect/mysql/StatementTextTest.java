package io.tranche.dialect.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.catalog.Column;
import io.tranche.catalog.TableName;
import io.tranche.dialect.Asked;
import io.tranche.dialect.SqlFailure;
import io.tranche.error.Refusal;
import io.tranche.error.RunFailure;
import io.tranche.row.KeyBatch;
import io.tranche.row.LongKeys;
import io.tranche.row.TextKeys;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatementTextTest {
    private static final TableName T = TableName.of("t`x");

    private static String asked(KeyBatch keys, Column... columns) {
        StringBuilder sql = new StringBuilder();
        List<Column> key = List.of(columns);
        new AskedCondition(T, new Asked(key, new MySqlDialect().form(key), keys))
                .append(sql, 0, keys.size(), Integer.MAX_VALUE);
        return sql.toString();
    }

    private static TextKeys texts(String... keys) {
        List<byte[]> bytes = new ArrayList<>();
        for (String key : keys) {
            bytes.add(key.getBytes(StandardCharsets.UTF_8));
        }
        return TextKeys.of(bytes);
    }

    @Test
    void writesIntegersWithOrWithoutASign() {
        assertEquals("`t``x`.`c` IN (1,2,-5)", asked(LongKeys.of(1, 2, -5), Columns.of("int(11)")));
        assertEquals(
                "`t``x`.`c` IN (9223372036854775808,18446744073709551615,0)",
                asked(LongKeys.of(Long.MIN_VALUE, -1, 0), Columns.of("bigint(20) unsigned")));
    }

    @Test
    void readsCloseIntegersAsAStretch() {
        Stretch close = stretch(Columns.of("int(11)"), 3, -2, 1).orElseThrow();
        assertTrue(close.close());
        assertEquals("`t``x`.`c` BETWEEN -2 AND 3", close.condition());
        assertFalse(stretch(Columns.of("int(11)"), 3, -3, 1).orElseThrow().close());
        assertTrue(stretch(Columns.of("int(11)"), 3, -3, 1).orElseThrow().worthReading(5));

        Column unsigned = Columns.of("bigint(20) unsigned");
        Stretch overTheSign =
                stretch(unsigned, Long.MIN_VALUE + 1, Long.MAX_VALUE).orElseThrow();
        assertTrue(overTheSign.close());
        assertEquals("`t``x`.`c` BETWEEN 9223372036854775807 AND 9223372036854775809", overTheSign.condition());
        assertFalse(stretch(unsigned, -1, 0).orElseThrow().close());
        assertFalse(stretch(Columns.of("bigint(20)"), Long.MIN_VALUE, Long.MAX_VALUE)
                .orElseThrow()
                .close());
    }

    /** Between two numbers with a fraction there are others, and a label's number is not what an index is sorted by. */
    @Test
    void seesNoStretchWhereIntegersAreNotTheColumnsOwnOrder() {
        assertEquals(Optional.empty(), stretch(Columns.of("enum('a','b')"), 1, 2));
        assertEquals(Optional.empty(), stretch(Columns.of("bit(8)"), 1, 2));
        assertEquals(
                Optional.empty(),
                Stretch.of(
                        T,
                        new Asked(
                                List.of(Columns.of("decimal(9,2)")),
                                new MySqlDialect().form(List.of(Columns.of("int(11)"))),
                                LongKeys.of(1, 2)),
                        0,
                        2));
    }

    private static Optional<Stretch> stretch(Column column, long... keys) {
        List<Column> columns = List.of(column);
        return Stretch.of(T, new Asked(columns, new MySqlDialect().form(columns), LongKeys.of(keys)), 0, keys.length);
    }

    @Test
    void letsNothingBreakOutOfALiteral() {
        assertEquals(
                "((`t``x`.`c` IN (_utf8mb4 x'27292d2d5c',_utf8mb4 x'')))",
                asked(texts("')--\\\\", ""), Columns.text("utf8mb4")));
        assertThrows(RunFailure.class, () -> asked(texts("1) OR (1=1"), Columns.of("decimal(10,2)")));
        assertThrows(RunFailure.class, () -> asked(texts("2024-01-01' OR '1"), Columns.of("date")));
        assertThrows(RunFailure.class, () -> asked(texts(""), Columns.of("double")));
    }

    @Test
    void groupsKeysOfSeveralColumnsByTheirHead() {
        assertEquals(
                "((`t``x`.`c`=1 AND `t``x`.`c` IN (x'61',x'62')) OR (`t``x`.`c`=2 AND `t``x`.`c` IN (x'61')))",
                asked(texts("1\ta", "2\ta", "1\tb"), Columns.of("int(11)"), Columns.of("varbinary(9)")));
    }

    @Test
    void refusesWrittenKeysThatWouldMatchSomethingElse() {
        List<Column> key = List.of(Columns.of("int(11)"));
        assertEquals(
                "(`t``x`.`c` = 42 OR `t``x`.`c` = -1)", WrittenKeys.in(T, key, List.of(List.of("42"), List.of("-1"))));
        assertThrows(Refusal.class, () -> WrittenKeys.in(T, key, List.of(List.of("x"))));
        assertThrows(Refusal.class, () -> WrittenKeys.in(T, key, List.of(List.of("1", "2"))));
        assertEquals(
                "(`t``x`.`c` = _utf8mb4 x'27')",
                WrittenKeys.in(T, List.of(Columns.text("latin1")), List.of(List.of("'"))));
        assertEquals(
                "(`t``x`.`c` = x'00ff')",
                WrittenKeys.in(T, List.of(Columns.of("binary(2)")), List.of(List.of("0x00fF"))));
    }

    @Test
    void readsLabels() {
        assertEquals(List.of("a", "b'c", "", "d,e"), Labels.of(Columns.of("enum('a','b''c','','d,e')")));
        assertEquals(List.of(), Labels.comparable(Columns.of("enum('a','')")));
        assertEquals(List.of("a", "ü"), Labels.comparable(Columns.of("enum('a','ü')")));
    }

    @Test
    void showsNoValuesOfRows() {
        assertEquals(
                "Duplicate entry '…' for key 'PRIMARY'",
                SqlFailures.withoutValues("Duplicate entry 'O'Neil at home-1' for key 'PRIMARY'"));
        assertEquals(
                "Incorrect integer value: '…' for column 'n' at row 3",
                SqlFailures.withoutValues("Incorrect integer value: 'secret 'x'' for column 'n' at row 3"));
        assertEquals(
                "Truncated incorrect DOUBLE value: '…'",
                SqlFailures.withoutValues("Truncated incorrect DOUBLE value: '7abc'"));
        assertEquals(
                "Unknown column 'x' in 'where clause'",
                SqlFailures.withoutValues("Unknown column 'x' in 'where clause'"));
    }

    @Test
    void knowsWhichErrorsAreWorthARetry() {
        assertEquals(SqlFailure.Kind.TRANSIENT, SqlFailures.kind(new SQLException("deadlock", "40001", 1213)));
        assertEquals(SqlFailure.Kind.CONNECTION_LOST, SqlFailures.kind(new SQLException("gone", "08S01", 0)));
        assertEquals(SqlFailure.Kind.DENIED, SqlFailures.kind(new SQLException("no", "42000", 1142)));
        assertEquals(SqlFailure.Kind.STRUCTURE_CHANGED, SqlFailures.kind(new SQLException("no table", "42S02", 1146)));
        assertEquals(SqlFailure.Kind.EXHAUSTED, SqlFailures.kind(new SQLException("full", "HY000", 1114)));
        assertEquals(
                SqlFailure.Kind.EXHAUSTED,
                SqlFailures.kind(new SQLException("Got error 28 from storage engine", "HY000", 1030)));
        assertEquals(SqlFailure.Kind.OTHER, SqlFailures.kind(new SQLException("duplicate", "23000", 1062)));
        assertTrue(SqlFailures.of(new SQLException("x", "23000", 1062))
                .getMessage()
                .contains("x"));
    }
}
