package io.tranche.config;

import io.tranche.error.Problem;
import java.io.StringReader;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** From a file's text to its root value. Only nodes are composed, so that each value knows its line; nothing is built. */
final class YamlFile {
    private static final Pattern LEADING_TABS = Pattern.compile("(?m)^[ \\t]+");

    private static final Pattern QUOTED = Pattern.compile("'[^']*+'|\"(?:[^\"\\\\]++|\\\\.)*+\"", Pattern.DOTALL);
    private static final Pattern ESCAPE = Pattern.compile("\\\\.", Pattern.DOTALL);

    private YamlFile() {}

    /** The root, or empty with a problem added to the reading's. */
    static Optional<Value> parse(String text, Reading reading) {
        String masked = reading.mask().hide(text);
        String readable = masked.stripLeading().startsWith("{") ? fromJson(masked) : masked;
        try {
            Node root = new Yaml(limits()).compose(new StringReader(readable));
            if (root == null) {
                reading.problems().add(new Problem(reading.file(), "The file is empty.", ""));
                return Optional.empty();
            }
            return Optional.of(reading.root(root));
        } catch (YAMLException e) {
            reading.problems().add(YamlSyntax.problem(reading.file(), readable, e));
            return Optional.empty();
        }
    }

    /** What JSON allows and SnakeYAML takes for a mistake: tabs before a line, and {@code \\/} for a slash. */
    private static String fromJson(String json) {
        String untabbed = LEADING_TABS.matcher(json).replaceAll(indentation -> " "
                .repeat(indentation.group().length()));
        return QUOTED.matcher(untabbed).replaceAll(quoted -> Matcher.quoteReplacement(unescapeSlashes(quoted.group())));
    }

    private static String unescapeSlashes(String quoted) {
        return quoted.startsWith("'") || !quoted.contains("\\/")
                ? quoted
                : ESCAPE.matcher(quoted)
                        .replaceAll(escape ->
                                Matcher.quoteReplacement(escape.group().equals("\\/") ? "/" : escape.group()));
    }

    private static LoaderOptions limits() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(TextFile.MOST_BYTES);
        options.setNestingDepthLimit(50);
        // an alias is cheap here, since nothing is expanded; Reading limits how often values are looked at
        options.setMaxAliasesForCollections(10_000);
        return options;
    }
}
