package io.tranche.config;

import java.util.Optional;

/** What names and passwords may hold. */
final class TextRules {
    private TextRules() {}

    /** The text, or empty with a problem added where it holds control characters. */
    static Optional<String> printable(String what, String text, Scope scope) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            scope.problem("A " + what + " cannot hold a line break or another control character.", "");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    static Optional<Secret> secret(String text, Scope scope) {
        if (text.indexOf('\0') >= 0) {
            scope.problem("A password cannot hold a NUL character.", "");
            return Optional.empty();
        }
        return Optional.of(new Secret(text));
    }
}
