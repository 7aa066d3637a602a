package io.tranche.proof.site;

import io.tranche.proof.model.Kind;
import io.tranche.proof.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;

/** A string type of PostgreSQL. Literals are in hexadecimal, so that nothing between here and the server reads meaning into them. */
record PostgreSqlString(String ddl, Equality equality) implements Kind {
    private static final String BEFORE = "convert_from('\\x";
    private static final String BEHIND = "', 'UTF8')";
    private static final String LETTERS = "aabbABcN01 '\"%_,;{}\\é\uD83D\uDE00\uD83D\uDE80";
    private static final int LONGEST = 6;

    enum Equality {
        /** By bytes. */
        EXACT("\t\n\r\u001a\u0001É"),
        /** By bytes, trailing spaces aside. */
        PADDED("\t\n\rÉ"),
        /** Case does not matter. Control characters would not matter either, so there are none. */
        FOLDED("É");

        private final String more;

        Equality(String more) {
            this.more = more;
        }
    }

    @Override
    public Value random(Random random) {
        int[] alphabet = (LETTERS + equality.more).codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(LONGEST + 1); length > 0; length--) {
            text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
        }
        return value(equality == Equality.PADDED ? text.toString().replaceAll(" +$", "") : text.toString());
    }

    @Override
    public Value variant(Value value, Random random) {
        String text = decoded(value);
        return switch (equality) {
            case EXACT -> value;
            case PADDED -> value(random.nextInt(4) == 0 ? text + " " : text);
            case FOLDED -> value(random.nextBoolean() ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT));
        };
    }

    private static String decoded(Value value) {
        String hex = value.sql().substring(BEFORE.length(), value.sql().length() - BEHIND.length());
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
    }

    private Value value(String text) {
        String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        Object key =
                switch (equality) {
                    case EXACT -> text;
                    case PADDED -> text.replaceAll(" +$", "");
                    case FOLDED -> text.toLowerCase(Locale.ROOT);
                };
        return Value.of(BEFORE + hex + BEHIND, key);
    }

    @Override
    public String exactly(String column) {
        return "encode(convert_to(" + column + "::text, 'UTF8'), 'hex')";
    }

    @Override
    public boolean sortable() {
        return false;
    }
}
