package io.tranche.config;

import io.tranche.error.Nearest;
import io.tranche.error.Problem;
import io.tranche.error.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@code ${X}} stands for: a {@code --set} value, else the environment, else the {@code .env} file. {@code $${} stands
 * for {@code ${}. A value that was put in is not looked at again. The values are secrets as far as messages are concerned.
 * Not thread-safe.
 */
final class Substitution {
    /** A reference to a variable; also what may stand unquoted within {@code {…}} and {@code […]} of a YAML file. */
    static final String VARIABLE = "\\$\\{([A-Za-z_][A-Za-z0-9_.-]*)}";

    private static final Pattern SPECIAL = Pattern.compile("\\$\\$\\{|" + VARIABLE + "|\\$\\{");

    private final Map<String, String> set;
    private final Map<String, String> environment;
    private final Path file;
    private final String fileName;
    private final Set<String> mentioned = new HashSet<>();
    private EnvironmentFile environmentFile;
    private Optional<Problem> fileProblem = Optional.empty();

    /**
     * @param file the {@code .env} file; read when a name stands neither in {@code set} nor in the environment
     * @param fileName its name in messages
     */
    Substitution(Map<String, String> set, Map<String, String> environment, Path file, String fileName) {
        this.set = Map.copyOf(set);
        this.environment = Map.copyOf(environment);
        this.file = file;
        this.fileName = fileName;
    }

    /**
     * The text with all values put in, or empty with a problem added.
     *
     * @param where the place of the text, for messages
     * @param problems for text that is malformed
     * @param undefined for variables without a value
     */
    Optional<String> apply(String text, String where, Problems problems, Problems undefined) {
        return apply(text, UnaryOperator.identity(), where, problems, undefined);
    }

    /** The same, where the text around the variables is decoded first. */
    Optional<String> apply(
            String text, UnaryOperator<String> decode, String where, Problems problems, Problems undefined) {
        StringBuilder result = new StringBuilder();
        Matcher matcher = SPECIAL.matcher(text);
        boolean complete = true;
        int position = 0;
        while (matcher.find()) {
            result.append(decode.apply(text.substring(position, matcher.start())));
            position = matcher.end();
            if (matcher.group().equals("$${")) {
                result.append("${");
            } else if (matcher.group(1) == null) {
                problems.add(where, "`${` has no name and `}` after it.", "Write `$${` where `${` itself is meant.");
                complete = false;
            } else {
                complete &= put(matcher.group(1), result, where, undefined);
            }
        }
        result.append(decode.apply(text.substring(position)));
        return complete ? Optional.of(result.toString()) : Optional.empty();
    }

    private boolean put(String name, StringBuilder result, String where, Problems undefined) {
        Optional<String> value = lookUp(name);
        if (value.isEmpty()) {
            undefined.add(undefined(name, where));
            return false;
        }
        result.append(value.get());
        return true;
    }

    Optional<String> environment(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    Optional<String> lookUp(String name) {
        mentioned.add(name);
        if (set.containsKey(name)) {
            return Optional.of(set.get(name));
        }
        if (environment.containsKey(name)) {
            return Optional.of(environment.get(name));
        }
        return Optional.ofNullable(environmentFile().values().get(name));
    }

    /** Takes note of the variables in a text that may not be read any further. */
    void mention(String text) {
        Matcher matcher = SPECIAL.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                mentioned.add(matcher.group(1));
            }
        }
    }

    /** The names that were given by {@code --set} and stand in no text: most likely mistyped. */
    Set<String> unused() {
        Set<String> names = new TreeSet<>(set.keySet());
        names.removeAll(mentioned);
        return names;
    }

    private Problem undefined(String name, String where) {
        String remedy = "Set it in the environment or in " + fileName + ", or give --set " + name + "=…";
        List<String> known = new ArrayList<>(set.keySet());
        known.addAll(environmentFile().values().keySet());
        known.addAll(environment.keySet());
        String hint = Nearest.hint(name, known);
        return new Problem(
                where,
                "`${" + name + "}` is not defined" + fileReason() + ".",
                hint.isEmpty() ? remedy : hint + " " + remedy);
    }

    private String fileReason() {
        if (fileProblem.isPresent()) {
            return " (" + fileProblem.get().where() + ": "
                    + stripDot(fileProblem.get().what()) + ")";
        }
        if (!environmentFile().unreadableLines().isEmpty()) {
            String lines = environmentFile().unreadableLines().stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
            return " (" + fileName + " has lines that are no NAME=value: " + lines + ")";
        }
        return "";
    }

    private static String stripDot(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private EnvironmentFile environmentFile() {
        if (environmentFile == null) {
            environmentFile = readFile();
        }
        return environmentFile;
    }

    private EnvironmentFile readFile() {
        if (!file.toFile().exists()) {
            return EnvironmentFile.NONE;
        }
        try {
            return EnvironmentFile.parse(TextFile.read(file, fileName));
        } catch (TextFile.Unreadable e) {
            fileProblem = Optional.of(e.problem());
            return EnvironmentFile.NONE;
        }
    }
}
