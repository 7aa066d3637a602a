package io.tranche.proof.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a script as the {@code mysql} client does: by semicolons, or by what DELIMITER says. */
final class SqlScript {
    private static final Pattern DELIMITER = Pattern.compile("(?i)delimiter[ \t]+(\\S+)[ \t]*(\r?\n|$)");
    private final String text;
    private final List<String> statements = new ArrayList<>();
    private final StringBuilder statement = new StringBuilder();
    private String delimiter = ";";
    private boolean isBlank = true;
    private int position;

    private SqlScript(String text) {
        this.text = text;
    }

    static List<String> split(String text) {
        SqlScript script = new SqlScript(text);
        while (script.position < text.length()) {
            script.step();
        }
        script.end();
        return script.statements;
    }

    private void step() {
        if (isBlank && changesDelimiter()) {
            return;
        }
        if (text.startsWith(delimiter, position)) {
            position += delimiter.length();
            end();
        } else if (isLineComment()) {
            position = after("\n", position);
        } else if (text.startsWith("/*", position)) {
            take(after("*/", position + 2));
        } else if ("'\"`".indexOf(text.charAt(position)) >= 0) {
            take(afterQuoted());
        } else {
            take(position + 1);
        }
    }

    private boolean changesDelimiter() {
        Matcher matcher = DELIMITER.matcher(text).region(position, text.length());
        boolean atLineStart = position == 0 || text.charAt(position - 1) == '\n';
        if (atLineStart && matcher.lookingAt()) {
            delimiter = matcher.group(1);
            position = matcher.end();
            return true;
        }
        return false;
    }

    private boolean isLineComment() {
        return text.startsWith("#", position)
                || text.startsWith("--", position)
                        && (position + 2 == text.length() || Character.isWhitespace(text.charAt(position + 2)));
    }

    private int after(String mark, int from) {
        int found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found + mark.length();
    }

    private int afterQuoted() {
        char quote = text.charAt(position);
        int next = position + 1;
        while (next < text.length() && text.charAt(next) != quote) {
            next += text.charAt(next) == '\\' && quote != '`' ? 2 : 1;
        }
        return Math.min(next + 1, text.length());
    }

    private void take(int end) {
        statement.append(text, position, end);
        isBlank &= text.substring(position, end).isBlank();
        position = end;
    }

    private void end() {
        if (!isBlank) {
            statements.add(statement.toString().strip());
        }
        statement.setLength(0);
        isBlank = true;
    }
}
