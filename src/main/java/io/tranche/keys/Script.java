package io.tranche.keys;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/** What Redis does for us in one step: the scripts beside this class, each behind {@code pages.lua}. */
enum Script {
    MARK,
    RELEASE,
    CONFIRM,
    TAKE,
    SCAN,
    INDEX,
    NUMBER,
    COUNT;

    byte[] source() {
        byte[] common = read("pages.lua");
        byte[] own = read(name().toLowerCase(Locale.ROOT) + ".lua");
        byte[] whole = new byte[common.length + own.length];
        System.arraycopy(common, 0, whole, 0, common.length);
        System.arraycopy(own, 0, whole, common.length, own.length);
        return whole;
    }

    private static byte[] read(String file) {
        try (InputStream in = Script.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing in the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
