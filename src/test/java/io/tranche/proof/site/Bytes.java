package io.tranche.proof.site;

import io.tranche.proof.model.Kind;
import io.tranche.proof.model.Value;
import java.util.HexFormat;
import java.util.Random;

/** A binary type of MySQL, compared byte by byte. */
record Bytes(String ddl) implements Kind {
    private static final byte[] ALPHABET = {0, 9, 10, 13, 26, 32, 39, 78, 92, 97, 65, (byte) 0xC3, (byte) 0xFF};
    private static final int LONGEST = 4;

    @Override
    public Value random(Random random) {
        byte[] bytes = new byte[random.nextInt(LONGEST + 1)];
        for (int position = 0; position < bytes.length; position++) {
            bytes[position] = ALPHABET[random.nextInt(ALPHABET.length)];
        }
        String hex = HexFormat.of().formatHex(bytes);
        return Value.of("x'" + hex + "'", hex);
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
