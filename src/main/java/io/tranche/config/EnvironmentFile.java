package io.tranche.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code .env} file: {@code NAME=value} lines, with comments, {@code export}, and quotes. Single quotes keep their text as
 * it is, double quotes know {@code \n \r \t \" \\ \$}; both may hold line breaks. Values are not substituted again.
 *
 * @param values a name that stands twice has its last value
 * @param unreadableLines from 1: what is neither an assignment nor a comment. Other programs read this file too, so these
 *     lines are only of interest when a name is missing
 */
record EnvironmentFile(Map<String, String> values, List<Integer> unreadableLines) {
    static final EnvironmentFile NONE = new EnvironmentFile(Map.of(), List.of());

    private static final Pattern BLANK = Pattern.compile("[ \\t]*(#[^\\n]*)?(\\n|$)");
    private static final Pattern NAME =
            Pattern.compile("[ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \\t]*=[ \\t]*");
    private static final Pattern SINGLE_QUOTED = Pattern.compile("'([^']*)'");
    private static final Pattern DOUBLE_QUOTED = Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"", Pattern.DOTALL);
    private static final Pattern UNQUOTED = Pattern.compile("([^\\n]*?)(?:[ \\t]+#[^\\n]*)?[ \\t]*(?=\\n|$)");
    private static final Pattern REST_OF_LINE = Pattern.compile("[^\\n]*(\\n|$)");

    EnvironmentFile {
        values = Map.copyOf(values);
        unreadableLines = List.copyOf(unreadableLines);
    }

    static EnvironmentFile parse(String text) {
        return new Parser(text).parse();
    }

    private static final class Parser {
        private final String text;
        private final Matcher matcher;
        private final Map<String, String> values = new HashMap<>();
        private final List<Integer> unreadable = new ArrayList<>();
        private int position;

        Parser(String text) {
            this.text = text.replace("\r\n", "\n");
            matcher = BLANK.matcher(this.text);
        }

        EnvironmentFile parse() {
            while (position < text.length()) {
                int start = position;
                if (!skip(BLANK) && !assignment()) {
                    position = start;
                    unreadable.add(line());
                    skip(REST_OF_LINE);
                }
            }
            return new EnvironmentFile(values, unreadable);
        }

        private boolean assignment() {
            if (!skip(NAME)) {
                return false;
            }
            String name = matcher.group(1);
            String value;
            if (startsWith('\'')) {
                value = skip(SINGLE_QUOTED) ? matcher.group(1) : null;
            } else if (startsWith('"')) {
                value = skip(DOUBLE_QUOTED) ? unescape(matcher.group(1)) : null;
            } else {
                skip(UNQUOTED);
                value = matcher.group(1).startsWith("#") ? "" : matcher.group(1);
            }
            if (value == null || !skip(BLANK)) {
                return false;
            }
            values.put(name, value);
            return true;
        }

        private boolean startsWith(char quote) {
            return position < text.length() && text.charAt(position) == quote;
        }

        private boolean skip(Pattern pattern) {
            matcher.usePattern(pattern).region(position, text.length());
            boolean found = matcher.lookingAt();
            position = found ? matcher.end() : position;
            return found;
        }

        private int line() {
            return 1
                    + (int) text.substring(0, position)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
        }

        private static String unescape(String quoted) {
            StringBuilder value = new StringBuilder();
            for (int i = 0; i < quoted.length(); i++) {
                char c = quoted.charAt(i);
                if (c != '\\') {
                    value.append(c);
                    continue;
                }
                i++;
                char escaped = quoted.charAt(i);
                switch (escaped) {
                    case 'n' -> value.append('\n');
                    case 'r' -> value.append('\r');
                    case 't' -> value.append('\t');
                    case '"', '\\', '$' -> value.append(escaped);
                    default -> value.append('\\').append(escaped);
                }
            }
            return value.toString();
        }
    }
}
