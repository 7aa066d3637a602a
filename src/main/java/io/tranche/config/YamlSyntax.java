package io.tranche.config;

import io.tranche.error.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * SnakeYAML's complaints in a user's words. SnakeYAML quotes the line, and the names of aliases and tags in it: any of them
 * may be a password, so nothing that the file holds is shown, one character aside.
 */
final class YamlSyntax {
    private static final Pattern BAD_START = Pattern.compile("found character '(.).*' that cannot start any token.*");
    private static final String QUOTE = "Put the value in quotes.";

    /** By SnakeYAML's context or problem. */
    private record Explanation(String begin, String what, String remedy) {}

    private static final List<Explanation> EXPLANATIONS = List.of(
            new Explanation("while scanning a directive", "A line cannot begin with `%`.", QUOTE),
            new Explanation(
                    "found undefined alias",
                    "A value that begins with `*` is an alias in YAML, and no anchor (`&`) of that name comes before it.",
                    "Put the value in quotes if it is meant as text."),
            new Explanation("while scanning an alias", "A value that begins with `*` is an alias in YAML.", QUOTE),
            new Explanation("while scanning an anchor", "A value that begins with `&` is an anchor in YAML.", QUOTE),
            new Explanation("while scanning a tag", "A value that begins with `!` is a tag in YAML.", QUOTE),
            new Explanation("found undefined tag handle", "A value that begins with `!` is a tag in YAML.", QUOTE),
            new Explanation(
                    "while scanning a block scalar",
                    "A value that begins with `>` or `|` announces a block of lines in YAML.",
                    QUOTE),
            new Explanation(
                    "mapping values are not allowed here",
                    "YAML expects no `: ` here.",
                    "If it belongs to a value, put the value in quotes; else check the indentation."),
            new Explanation(
                    "expected ',' or",
                    "A list […] or mapping {…} is not closed, or a value in it holds a bracket, brace or comma.",
                    "Put such a value in quotes, and close each bracket and brace."),
            new Explanation(
                    "while parsing a flow",
                    "A list […] or mapping {…} is not well-formed.",
                    "Put a value that holds brackets, braces or commas in quotes, and close each bracket and brace."),
            new Explanation(
                    "while scanning a quoted scalar",
                    "A quote is never closed.",
                    "Close it; double a single quote within single quotes."),
            new Explanation(
                    "while scanning a double-quoted scalar",
                    "A backslash in double quotes begins an escape that YAML does not know.",
                    "Double the backslash, or use single quotes."),
            new Explanation(
                    "expected a single document",
                    "A second document (`---`) begins here.",
                    "Keep one document a file."),
            new Explanation(
                    "could not find expected ':'",
                    "This line is no `key: value`.",
                    "Check the colon and the indentation."),
            new Explanation(
                    "expected <block end>",
                    "This does not belong here.",
                    "Check the indentation, and quotes that end before their value does."),
            new Explanation(
                    "while scanning for the next token",
                    "A tab stands where YAML wants spaces.",
                    "Indent with spaces."),
            new Explanation("Nesting Depth exceeded", "Lists and mappings are nested too deeply.", ""),
            new Explanation("Number of aliases", "Too many aliases (`*`).", "Write the values out."),
            new Explanation("The incoming YAML document exceeds", "The file is too large.", ""));

    private YamlSyntax() {}

    /** @param text as it was given to SnakeYAML */
    static Problem problem(String file, String text, YAMLException failure) {
        if (failure instanceof ReaderException reader) {
            return unreadableCharacter(file, text, reader);
        }
        if (failure instanceof MarkedYAMLException marked) {
            Optional<Mark> mark = Optional.ofNullable(marked.getProblemMark());
            String where = mark.map(m -> where(file, m.getLine() + 1, m.getColumn() + 1))
                    .orElse(file);
            return explain(where, String.valueOf(marked.getContext()), String.valueOf(marked.getProblem()));
        }
        return explain(file, "", String.valueOf(failure.getMessage()));
    }

    private static String where(String file, int line, int column) {
        return file + ":" + line + ", column " + column;
    }

    private static Problem explain(String where, String context, String problem) {
        Matcher start = BAD_START.matcher(problem);
        if (start.matches() && !start.group(1).isBlank() && !start.group(1).equals("\\")) {
            return new Problem(where, "A value cannot begin with `" + start.group(1) + "` in YAML.", QUOTE);
        }
        return EXPLANATIONS.stream()
                .filter(known -> context.startsWith(known.begin) || problem.startsWith(known.begin))
                .findFirst()
                .map(known -> new Problem(where, known.what, known.remedy))
                .orElseGet(() -> new Problem(where, "This is not well-formed YAML.", "Check quotes and indentation."));
    }

    private static Problem unreadableCharacter(String file, String text, ReaderException failure) {
        int position = Math.min(Math.max(failure.getPosition(), 0), text.length());
        String before = text.substring(0, position);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int column = position - before.lastIndexOf('\n');
        return new Problem(
                where(file, line, column),
                String.format("YAML does not allow the character U+%04X.", failure.getCodePoint()),
                "Delete it, or write it as an escape in double quotes.");
    }
}
