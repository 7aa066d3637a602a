package io.tranche.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SecretsTest {
    @Test
    void hidesPasswordsWithQuotesAndBackslashesInThem() {
        assertEquals(
                "CREATE USER MAPPING FOR a SERVER b OPTIONS (user 'c', password '(not shown)');",
                Secrets.hidden("CREATE USER MAPPING FOR a SERVER b OPTIONS (user 'c', password 'x''y');"));
        assertEquals(
                "CREATE TABLE t (a INT) ENGINE=FEDERATED CONNECTION='(not shown)';",
                Secrets.hidden("CREATE TABLE t (a INT) ENGINE=FEDERATED CONNECTION='mysql://u:p\\'q@h/d/t';"));
    }

    @Test
    void leavesOtherTextsAlone() {
        String statement = "CREATE TABLE passwords (password VARCHAR(20) DEFAULT 'none')";
        assertEquals(statement, Secrets.hidden(statement));
    }
}
