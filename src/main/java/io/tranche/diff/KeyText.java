package io.tranche.diff;

import io.tranche.row.Escapes;
import io.tranche.row.LineBatch;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** A row's key as a user would know it: the key columns' own fields, in hexadecimal where they are no plain text. */
public final class KeyText {
    private static final int MOST_BYTES = 80;

    private final int[] fields;

    public KeyText(Pairing pairing) {
        this.fields =
                pairing.key().stream().mapToInt(pairing.columns()::indexOf).toArray();
    }

    /** Of lines that hold the key's fields and no others. */
    public KeyText(int keyColumns) {
        this.fields = IntStream.range(0, keyColumns).toArray();
    }

    /** {@code 42}, or {@code (42, x)}. */
    public String of(LineBatch batch, int row) {
        List<String> all = fields(batch, row);
        List<String> key = IntStream.of(fields).mapToObj(all::get).toList();
        return key.size() == 1 ? key.get(0) : "(" + String.join(", ", key) + ")";
    }

    private static List<String> fields(LineBatch batch, int row) {
        List<String> fields = new ArrayList<>();
        int from = batch.start(row);
        for (int at = from; at < batch.end(row); at++) {
            if (batch.bytes()[at] == '\t' || batch.bytes()[at] == '\n') {
                fields.add(text(Escapes.unescape(batch.bytes(), from, at)));
                from = at + 1;
            }
        }
        return fields;
    }

    private static String text(byte[] value) {
        int length = Math.min(value.length, MOST_BYTES);
        String rest = length < value.length ? "…" : "";
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
            if (text.chars().noneMatch(Character::isISOControl)) {
                return text.length() <= MOST_BYTES ? text : text.substring(0, MOST_BYTES) + "…";
            }
        } catch (CharacterCodingException e) {
            // Not UTF-8: shown as bytes.
            return "0x" + HexFormat.of().formatHex(value, 0, length) + rest;
        }
        return "0x" + HexFormat.of().formatHex(value, 0, length) + rest;
    }
}
