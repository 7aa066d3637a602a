package io.tranche.dialect.mysql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogPositionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a:1-5        | a:1-6         | true
                    a:1-5        | a:1-5         | false
                    a:1-5        | a:1-7         | false
                    a:1-5,b:1    | a:1-5,b:1-2   | true
                    a:1-5,b:1    | a:1-6,b:1-2   | false
                    a:1-5        | a:1-5,b:1     | false
                    a:1-5:7      | a:1-7         | true
                    a:1-5:7-9    | a:1-9         | true
                    a:1-5        | a:1           | false
                    0-1-5        | 0-1-6         | true
                    0-1-5        | 0-1-7         | false
                    0-1-5,1-1-2  | 0-1-5,1-1-3   | true
                    ''           | ''            | false
                    """)
    void knowsOneTransactionFromNoneAndMore(String before, String now, boolean one) {
        assertEquals(
                one,
                LogPosition.oneTransactionLater(
                        "server=x log=b.1:9 gtid=" + before + " rows=1",
                        "server=x log=b.1:12 gtid=" + now + " rows=2"));
    }
}
