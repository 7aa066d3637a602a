package io.tranche.proof.site;

import io.tranche.proof.model.Kind;
import io.tranche.proof.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;

/** A string type of MySQL. Literals are in hexadecimal, so that nothing between here and the server reads meaning into them. */
record Text(String ddl, Collation collation) implements Kind {
    static final String ASCII = "aabbABcN01 \t\n\\'\"%_,;\u0000\u001a\r";
    static final String WIDE = "éÉ\uD83D\uDE00\uD83D\uDE80";
    private static final int LONGEST = 6;

    @Override
    public Value random(Random random) {
        int[] alphabet = collation.alphabet().codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(LONGEST + 1); length > 0; length--) {
            text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
        }
        return value(collation == Collation.BINARY ? text.toString() : trimmed(text.toString()));
    }

    /** CHAR columns lose trailing spaces, so only variants have them. */
    private static String trimmed(String text) {
        return text.stripTrailing();
    }

    @Override
    public Value variant(Value value, Random random) {
        String text = decoded(value);
        if (collation.foldsCase() && random.nextBoolean()) {
            text = random.nextBoolean() ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT);
        }
        if (collation.pads() && random.nextInt(4) == 0) {
            text += " ";
        }
        return value(text);
    }

    private static String decoded(Value value) {
        String hex = value.sql().substring("_utf8mb4 x'".length(), value.sql().length() - 1);
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
    }

    Value value(String text) {
        String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        return Value.of("_utf8mb4 x'" + hex + "'", collation.key(text));
    }

    @Override
    public String exactly(String column) {
        return "HEX(" + column + ")";
    }

    @Override
    public boolean sortable() {
        return false;
    }
}
