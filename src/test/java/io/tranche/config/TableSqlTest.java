package io.tranche.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableSqlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    %table_name%.id > 5               | `t`.id > 5
                    id %% 10 = 3                      | id % 10 = 3
                    id % 10 = 3                       | id % 10 = 3
                    name LIKE 'a%'                    | name LIKE 'a%'
                    name LIKE '%%table_name%%'        | name LIKE '%table_name%'
                    %%table_name%                     | %table_name%
                    %table_name%%table_name%          | `t``t`
                    CRC32(%table_name%.`id`) %%%% 2   | CRC32(`t`.`id`) %% 2
                    %table_name                       | %table_name
                    %TABLE_NAME%.id                   | %TABLE_NAME%.id
                    1 = 1                             | 1 = 1
                    """)
    void writesPlaceholdersOut(String where, String expected) {
        assertEquals(expected, TableSql.expand(where, "`t`"));
    }

    @Test
    void doesNotLookAtTheTablesNameAgain() {
        assertEquals("`a%%table_name%b`.id", TableSql.expand("%table_name%.id", "`a%%table_name%b`"));
    }
}
