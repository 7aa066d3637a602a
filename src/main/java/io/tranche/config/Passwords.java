package io.tranche.config;

import java.nio.file.Path;
import java.util.Optional;

/** {@code password:} and {@code password_file:}. */
final class Passwords {
    private Passwords() {}

    /** The password; empty where none is given, or with a problem added. */
    static Optional<Secret> read(Section section) {
        Optional<Value> password = section.given("password");
        Optional<Value> file = section.given("password_file");
        if (password.isPresent() && file.isPresent()) {
            file.get().problem("`password` and `password_file` are both given.", "Keep one of them.");
        }
        return password.map(Passwords::fromValue).orElseGet(() -> file.flatMap(Passwords::fromFile));
    }

    private static Optional<Secret> fromValue(Value value) {
        return value.text("text")
                .filter(text -> !text.isEmpty())
                .flatMap(text -> TextRules.secret(text, value.scope()));
    }

    private static Optional<Secret> fromFile(Value value) {
        Optional<String> written = value.filledText("the path of a file that holds the password");
        Optional<Path> path = written.flatMap(text -> value.scope().folder().resolve(text));
        if (written.isPresent() && path.isEmpty()) {
            value.problem("This is no path of a file.", "");
        }
        return path.flatMap(file -> firstLine(file, value));
    }

    /** The file's text without the line break that editors put at its end. */
    private static Optional<Secret> firstLine(Path file, Value value) {
        try {
            String text = TextFile.read(file, Quoted.plain(file.toString()));
            String password = text.replaceFirst("\\r?\\n\\z", "");
            if (password.isEmpty() || password.indexOf('\n') >= 0) {
                value.scope()
                        .unusable("The file " + Quoted.of(file.toString()) + " is not one line with a password.", "");
                return Optional.empty();
            }
            return TextRules.secret(password, value.scope());
        } catch (TextFile.Unreadable e) {
            value.scope()
                    .unusable(
                            "The password cannot be read from " + e.problem().where() + ": "
                                    + e.problem().what(),
                            e.problem().remedy());
            return Optional.empty();
        }
    }
}
