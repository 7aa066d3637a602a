package io.tranche.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements that make a database with every feature that a vendor has. They are parted by lines of {@code ;;}; {@code
 * -- since 80023} before such a line says which version the statement after it needs.
 */
public final class FeatureFile {
    private static final Pattern SINCE = Pattern.compile("(?m)^-- since (\\d+)$");

    private FeatureFile() {}

    /** @param version the server's, as one number */
    public static List<String> statements(String name, int version) throws IOException {
        List<String> statements = new ArrayList<>();
        int since = 0;
        for (String part : read(name).split("(?m)^;;$")) {
            if (since <= version) {
                statements.add(SINCE.matcher(part).replaceAll("").strip());
            }
            Matcher next = SINCE.matcher(part);
            since = next.find() ? Integer.parseInt(next.group(1)) : 0;
        }
        return statements;
    }

    private static String read(String name) throws IOException {
        try (InputStream in = FeatureFile.class.getResourceAsStream("/io/tranche/schema/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
