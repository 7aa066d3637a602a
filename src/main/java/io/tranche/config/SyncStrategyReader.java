package io.tranche.config;

import io.tranche.config.SyncStrategy.Append;
import io.tranche.config.SyncStrategy.Beyond;
import io.tranche.config.SyncStrategy.Checksum;
import io.tranche.config.SyncStrategy.Command;
import io.tranche.config.SyncStrategy.Custom;
import io.tranche.config.SyncStrategy.Method;
import io.tranche.config.SyncStrategy.Partitions;
import io.tranche.config.SyncStrategy.Replace;
import io.tranche.config.SyncStrategy.Shared;
import io.tranche.config.SyncStrategy.Skip;
import io.tranche.config.SyncStrategy.Slice;
import io.tranche.config.SyncStrategy.Timestamp;
import io.tranche.error.Nearest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** One strategy: a word ({@code append}), or a word with its settings ({@code {append: {overlap: 500}}}). */
final class SyncStrategyReader {
    private static final List<String> WORDS =
            List.of("checksum", "append", "timestamp", "replace", "slice", "command", "skip");
    private static final List<String> BESIDE = List.of("partitioned_by", "shared");
    private static final Pattern CLASS_NAME = Pattern.compile("\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"
            + "(\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)+");
    private static final int MOST_BATCH = 10_000_000;

    private SyncStrategyReader() {}

    /** The strategy, or empty with a problem added. */
    static Optional<SyncStrategy> read(Value value) {
        if (value.isScalar()) {
            return value.filledText("a strategy").map(String::strip).flatMap(word -> plain(word, value));
        }
        return value.mapping("a strategy, or a mapping of a strategy to its settings")
                .flatMap(SyncStrategyReader::fromSection);
    }

    private static Optional<SyncStrategy> plain(String word, Value value) {
        return switch (word) {
            case "checksum" -> Optional.of(Checksum.PLAIN);
            case "append" -> Optional.of(new Append(Append.USUAL_OVERLAP, Beyond.KEPT));
            case "replace" -> Optional.of(new Replace());
            case "slice" -> Optional.of(new Slice());
            case "skip" -> Optional.of(new Skip());
            case "timestamp" -> refuse(value, "`timestamp` needs its column.", "Write {timestamp: updated_at}.");
            case "command" -> refuse(value, "`command` needs its program.", "Write {command: [program, argument]}.");
            default -> custom(word, value, Map.of());
        };
    }

    private static Optional<SyncStrategy> refuse(Value value, String what, String remedy) {
        value.problem(what, remedy);
        return Optional.empty();
    }

    private static Optional<SyncStrategy> custom(String word, Value value, Map<String, String> settings) {
        if (CLASS_NAME.matcher(word).matches()) {
            return Optional.of(new Custom(word, settings));
        }
        String hint = Nearest.hint(word, WORDS);
        String known = "Use one of " + Value.list(WORDS) + ", or the name of a class with its package.";
        return refuse(value, "There is no strategy " + Quoted.of(word) + ".", hint.isEmpty() ? known : hint);
    }

    private static Optional<SyncStrategy> fromSection(Section section) {
        List<String> words = section.entries().keySet().stream()
                .filter(key -> !BESIDE.contains(key))
                .toList();
        if (words.size() > 1) {
            section.self()
                    .problem(
                            "A table has one strategy, and here are " + words.size() + ": "
                                    + Value.list(
                                            words.stream().map(Quoted::plain).toList()) + ".",
                            "Keep one of them; its settings stand below its name: {append: {overlap: 500}}.");
            return Optional.empty();
        }
        Optional<Partitions> partitions = partitions(section);
        if (words.isEmpty()) {
            return fromPartitions(section, partitions);
        }
        String word = words.get(0);
        if (!word.equals("checksum")) {
            BESIDE.forEach(key -> section.get(key)
                    .ifPresent(value -> value.problem(
                            "`" + key + "` belongs to the strategy `checksum`.", "Delete one of the two.")));
        }
        return withSettings(word, section.entries().get(word), partitions);
    }

    private static Optional<SyncStrategy> fromPartitions(Section section, Optional<Partitions> partitions) {
        if (!section.has("partitioned_by")) {
            section.self().problem("This names no strategy.", "Use one of " + Value.list(WORDS) + ".");
        }
        return partitions.map(found -> new Checksum(OptionalInt.empty(), Method.AUTO, Optional.of(found)));
    }

    private static Optional<SyncStrategy> withSettings(String word, Value value, Optional<Partitions> partitions) {
        return switch (word) {
            case "checksum" -> checksum(value, partitions);
            case "append" -> append(value);
            case "timestamp" -> timestamp(value);
            case "command" -> command(value);
            case "replace", "slice", "skip" -> withoutSettings(word, value);
            default -> settings(value).flatMap(settings -> custom(word, value, settings));
        };
    }

    private static Optional<SyncStrategy> withoutSettings(String word, Value value) {
        if (!value.isNull()) {
            value.problem("`" + word + "` has no settings.", "Write just `" + word + "`.");
        }
        return plain(word, value);
    }

    /** Nothing below the word is as good as no settings. */
    private static Optional<Section> section(Value value, List<String> known) {
        return value.isNull() ? Optional.empty() : value.section(known);
    }

    private static Optional<SyncStrategy> checksum(Value value, Optional<Partitions> partitions) {
        Optional<Section> section = section(value, List.of("batch", "method"));
        OptionalLong batch = section.flatMap(given -> given.get("batch"))
                .map(given -> given.wholeNumber(1, MOST_BATCH))
                .orElse(OptionalLong.empty());
        Method method = section.flatMap(given -> given.get("method"))
                .flatMap(SyncStrategyReader::method)
                .orElse(Method.AUTO);
        return Optional.of(new Checksum(
                batch.isPresent() ? OptionalInt.of((int) batch.getAsLong()) : OptionalInt.empty(), method, partitions));
    }

    private static Optional<Method> method(Value value) {
        Optional<String> text =
                value.filledText("auto, merge or hash").map(word -> word.strip().toLowerCase(Locale.ROOT));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return switch (text.get()) {
            case "auto" -> Optional.of(Method.AUTO);
            case "merge" -> Optional.of(Method.MERGE);
            case "hash" -> Optional.of(Method.HASH);
            default -> {
                value.problem(Quoted.of(value.written()) + " is not auto, merge or hash.", "");
                yield Optional.empty();
            }
        };
    }

    private static Optional<Partitions> partitions(Section section) {
        Optional<String> column = section.get("partitioned_by").flatMap(value -> value.filledText("a column"));
        Optional<Boolean> shared = section.get("shared").flatMap(Value::bool);
        if (section.has("shared") && !section.has("partitioned_by")) {
            section.get("shared")
                    .orElseThrow()
                    .problem("`shared` stands without `partitioned_by`.", "Add `partitioned_by: column`.");
        }
        return column.map(name -> new Partitions(name.strip(), shared.orElse(true) ? Shared.COMPARED : Shared.TRUSTED));
    }

    private static Optional<SyncStrategy> append(Value value) {
        Optional<Section> section = section(value, List.of("overlap", "prune"));
        OptionalLong overlap = section.flatMap(given -> given.get("overlap"))
                .map(given -> given.wholeNumber(1, Integer.MAX_VALUE))
                .orElse(OptionalLong.empty());
        boolean prune = section.flatMap(given -> given.get("prune"))
                .flatMap(Value::bool)
                .orElse(false);
        return Optional.of(new Append(overlap.orElse(Append.USUAL_OVERLAP), prune ? Beyond.PRUNED : Beyond.KEPT));
    }

    private static Optional<SyncStrategy> timestamp(Value value) {
        if (value.isScalar()) {
            return value.filledText("a column").map(column -> new Timestamp(column.strip(), Timestamp.USUAL_OVERLAP));
        }
        return value.section(List.of("column", "overlap")).flatMap(section -> {
            if (!section.has("column")) {
                value.problem("`timestamp` needs its column.", "Write {column: updated_at, overlap: 5m}.");
            }
            Optional<Duration> overlap = section.get("overlap").flatMap(DurationText::read);
            return section.get("column")
                    .flatMap(given -> given.filledText("a column"))
                    .map(column -> new Timestamp(column.strip(), overlap.orElse(Timestamp.USUAL_OVERLAP)));
        });
    }

    private static Optional<SyncStrategy> command(Value value) {
        Optional<List<String>> words = value.texts("a program and its arguments: [program, argument]");
        if (words.isPresent() && value.isScalar() && words.get().get(0).strip().contains(" ")) {
            return refuse(
                    value,
                    "No shell reads this: the whole text would be the program's name.",
                    "Write a list: [program, argument].");
        }
        return words.map(Command::new);
    }

    private static Optional<Map<String, String>> settings(Value value) {
        if (value.isNull()) {
            return Optional.of(Map.of());
        }
        return value.mapping("a mapping of names to texts").map(given -> {
            Map<String, String> settings = new LinkedHashMap<>();
            given.entries()
                    .forEach((name, setting) -> setting.text("text").ifPresent(text -> settings.put(name, text)));
            return settings;
        });
    }
}
