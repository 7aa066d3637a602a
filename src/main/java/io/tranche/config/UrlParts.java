package io.tranche.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code scheme://user:password@hosts/path?query}, split but not decoded. The parts may hold {@code ${X}}: they are split
 * first, so that a password put in later may hold any character.
 *
 * @param hosts what stands between the credentials and the path; may be empty
 * @param path without its first slash
 * @param query its parts in order, as written
 */
record UrlParts(
        String scheme,
        Optional<String> user,
        Optional<String> password,
        String hosts,
        String path,
        List<String> query) {

    UrlParts {
        query = List.copyOf(query);
    }

    /** @param text everything after {@code scheme:}, with or without slashes before the hosts */
    static UrlParts split(String scheme, String text) {
        if (!text.startsWith("//")) {
            return new UrlParts(scheme, Optional.empty(), Optional.empty(), "", beforeQuery(text), query(text));
        }
        String rest = text.substring(2);
        int end = endOfAuthority(rest);
        String authority = rest.substring(0, end);
        String after = rest.substring(end);
        String path = beforeQuery(after);
        int at = authority.lastIndexOf('@');
        Optional<String> credentials = at < 0 ? Optional.empty() : Optional.of(authority.substring(0, at));
        return new UrlParts(
                scheme,
                credentials.map(both -> both.split(":", 2)[0]).filter(user -> !user.isEmpty()),
                credentials.filter(both -> both.contains(":")).map(both -> both.split(":", 2)[1]),
                authority.substring(at + 1),
                path.startsWith("/") ? path.substring(1) : path,
                query(after));
    }

    private static int endOfAuthority(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '/' || text.charAt(i) == '?') {
                return i;
            }
        }
        return text.length();
    }

    private static String beforeQuery(String text) {
        int mark = text.indexOf('?');
        return mark < 0 ? text : text.substring(0, mark);
    }

    private static List<String> query(String text) {
        int mark = text.indexOf('?');
        if (mark < 0) {
            return List.of();
        }
        List<String> parts = new ArrayList<>();
        for (String part : text.substring(mark + 1).split("&")) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return parts;
    }
}
