package io.tranche.config;

import io.tranche.error.Problem;
import java.io.StringReader;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** From a file's text to its root value. Only nodes are composed, so that each value knows its line; nothing is built. */
final class YamlFile {
    private static final Pattern LEADING_TABS = Pattern.compile("(?m)^[ \\t]+");

    private YamlFile() {}

    /** The root, or empty with a problem added to the reading's. */
    static Optional<Value> parse(String text, Reading reading) {
        String masked = reading.mask().hide(text);
        String readable = masked.stripLeading().startsWith("{") ? withoutTabs(masked) : masked;
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

    /** JSON may be indented with tabs, which SnakeYAML takes for a mistake. */
    private static String withoutTabs(String json) {
        return LEADING_TABS.matcher(json).replaceAll(indentation -> " "
                .repeat(indentation.group().length()));
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
