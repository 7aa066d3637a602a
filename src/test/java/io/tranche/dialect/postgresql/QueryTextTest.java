package io.tranche.dialect.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class QueryTextTest {
    private static final FixedMoment MOMENT = new FixedMoment("2024-05-06 07:08:09+00");
    private static final String NOW = "('2024-05-06 07:08:09+00'::pg_catalog.timestamptz)";

    @Test
    void writesTheMomentInThePlaceOfNow() {
        assertEquals("a > " + NOW + " - interval '1 day'", MOMENT.in("a > now() - interval '1 day'"));
        assertEquals(NOW + " AND " + NOW, MOMENT.in("NOW ( ) AND pg_catalog.now()"));
        assertEquals(
                "d = ('2024-05-06 07:08:09+00'::pg_catalog.timestamptz::pg_catalog.date)",
                MOMENT.in("d = CURRENT_DATE"));
        assertEquals(NOW + "::date", MOMENT.in("current_timestamp::date"));
    }

    @Test
    void leavesWhatOnlyLooksLikeNowAsItIs() {
        for (String sql : List.of(
                "x = 'now()'",
                "x = E'it\\'s now()'",
                "\"now\"() = 1",
                "-- now()\n1 = 1",
                "/* now() */ 1 = 1",
                "$a$ now() $a$",
                "$$now()$$",
                "app.now()",
                "t.current_date = 1",
                "knows() = 1",
                "now_or_never = 1",
                "my_current_date > 1",
                "now(1)")) {
            assertEquals(sql, MOMENT.in(sql));
        }
    }

    @Test
    void doublesQuotesInNamesAndLiterals() {
        assertEquals("\"a\"\"b\"", Quoting.identifier("a\"b"));
        assertEquals("'it''s \\'", Quoting.literal("it's \\"));
    }

    @Test
    void readsArraysOfTexts() {
        assertEquals(List.of(), TextArrays.parse("{}"));
        assertEquals(
                List.of("a", "b c", "d\"e\\f", "g,h", ""),
                TextArrays.parse("{a,\"b c\",\"d\\\"e\\\\f\",\"g,h\",\"\"}"));
    }
}
