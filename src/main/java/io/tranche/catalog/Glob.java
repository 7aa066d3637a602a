package io.tranche.catalog;

import java.util.regex.Pattern;

/** A pattern of shells: {@code *} any characters, {@code ?} one, {@code [a-z]} one of these, {@code [!a-z]} one of all others. */
record Glob(Pattern pattern) {
    static Glob of(String written) {
        if (isRegex(written)) {
            return new Glob(
                    Pattern.compile(".*(?:" + written.substring(1, written.length() - 1) + ").*", Pattern.DOTALL));
        }
        StringBuilder regex = new StringBuilder();
        int i = 0;
        while (i < written.length()) {
            char c = written.charAt(i);
            int end = c == '[' ? endOfSet(written, i) : -1;
            if (end > 0) {
                regex.append(set(written.substring(i + 1, end)));
                i = end;
            } else if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
            i++;
        }
        return new Glob(Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    /** Whether there is anything in it that stands for other characters. */
    static boolean isOne(String written) {
        return isRegex(written) || written.contains("*") || written.contains("?") || written.contains("[");
    }

    /** {@code /^user_[0-9]+$/}, which need not match the whole name. */
    static boolean isRegex(String written) {
        return written.length() > 2 && written.startsWith("/") && written.endsWith("/");
    }

    boolean matches(String name) {
        return pattern.matcher(name).matches();
    }

    /** A bracket right after the opening one (or its exclamation mark) is one of the set; one that is never closed is itself. */
    private static int endOfSet(String written, int open) {
        boolean negated = written.startsWith("!", open + 1) || written.startsWith("^", open + 1);
        return written.indexOf(']', open + (negated ? 3 : 2));
    }

    private static String set(String content) {
        boolean negated = content.startsWith("!") || content.startsWith("^");
        String members = negated ? content.substring(1) : content;
        StringBuilder escaped = new StringBuilder();
        for (char c : members.toCharArray()) {
            escaped.append(c == '-' || Character.isLetterOrDigit(c) ? "" : "\\").append(c);
        }
        return "[" + (negated ? "^" : "") + escaped + "]";
    }
}
