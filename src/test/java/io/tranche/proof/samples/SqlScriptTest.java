package io.tranche.proof.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SqlScriptTest {
    @Test
    void splitsWhereTheClientWould() {
        String script =
                """
                -- a comment; not a statement
                INSERT INTO t VALUES ('a;b', "c\\";d", `e;f`); # another; one
                /*!50003 SET x = 1; */;
                DELIMITER ;;
                CREATE TRIGGER t BEGIN SET a = 1; SET b = 2; END;;
                delimiter ;
                SELECT 1 -- last
                """;

        assertEquals(
                List.of(
                        "INSERT INTO t VALUES ('a;b', \"c\\\";d\", `e;f`)",
                        "/*!50003 SET x = 1; */",
                        "CREATE TRIGGER t BEGIN SET a = 1; SET b = 2; END",
                        "SELECT 1"),
                SqlScript.split(script));
    }
}
