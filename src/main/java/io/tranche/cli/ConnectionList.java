package io.tranche.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The connections in a {@code --read}: names, or URLs, parted by commas. */
final class ConnectionList {
    /** A comma before another URL. Within a URL, a comma parts hosts or belongs to a password. */
    private static final String COMMA_BEFORE_URL = ",(?=[a-z]+://|jdbc:)";

    private ConnectionList() {}

    static List<String> of(List<String> values) {
        return values.stream().flatMap(ConnectionList::split).toList();
    }

    private static Stream<String> split(String value) {
        boolean isUrl = value.contains("://") || value.startsWith("jdbc:");
        return Arrays.stream(value.split(isUrl ? COMMA_BEFORE_URL : ","))
                .map(String::strip)
                .filter(name -> !name.isEmpty());
    }
}
