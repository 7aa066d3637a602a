package io.tranche.config;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** {@code %40} for {@code @}: the escapes of URLs, over UTF-8. Unlike {@code URLDecoder} it is strict, and + stays +. */
final class PercentEncoding {
    private PercentEncoding() {}

    /** A text that no encoder would have written. The message does not show it: it may be a password. */
    static final class Malformed extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        Malformed(Throwable cause) {
            super("malformed percent-encoding", cause);
        }
    }

    static String decode(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int position = 0;
        while (position < encoded.length()) {
            int percent = encoded.indexOf('%', position);
            int end = percent < 0 ? encoded.length() : percent;
            bytes.writeBytes(encoded.substring(position, end).getBytes(StandardCharsets.UTF_8));
            position = end;
            if (percent >= 0) {
                bytes.write(octet(encoded, percent));
                position = percent + 3;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Malformed(e);
        }
    }

    /** As drivers read the query of a {@code jdbc:} URL: + is a space. */
    static String decodeForm(String encoded) {
        return decode(encoded.replace('+', ' '));
    }

    private static int octet(String encoded, int percent) {
        if (percent + 2 >= encoded.length()) {
            throw new Malformed(null);
        }
        int high = Character.digit(encoded.charAt(percent + 1), 16);
        int low = Character.digit(encoded.charAt(percent + 2), 16);
        if (high < 0 || low < 0) {
            throw new Malformed(null);
        }
        return high << 4 | low;
    }
}
