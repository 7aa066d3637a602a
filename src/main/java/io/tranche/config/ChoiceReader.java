package io.tranche.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code where}, {@code limit}, {@code order_by}, {@code sample} and {@code keys}, in a named rule or at a table. */
final class ChoiceReader {
    static final List<String> KEYS = List.of("where", "limit", "order_by", "sample", "keys");

    private static final Pattern SHARE =
            Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{0,18})?|\\.[0-9]{1,18})(?:[eE]-?[0-9]{1,2})?(\\s*%)?");
    private static final String SHARE_WANTED = "a share such as 5% or 0.05";

    private ChoiceReader() {}

    /** What is said; a part that is wrong is left out, with a problem added. */
    static Choice read(Section section) {
        return new Choice(
                sql(section, "where"),
                section.get("limit")
                        .map(value -> value.wholeNumber(0, Long.MAX_VALUE))
                        .orElse(OptionalLong.empty()),
                sql(section, "order_by"),
                section.get("sample").map(ChoiceReader::share).orElse(OptionalDouble.empty()),
                section.get("keys").flatMap(ChoiceReader::keys));
    }

    static boolean says(Section section) {
        return KEYS.stream().anyMatch(section::has);
    }

    static Optional<String> sql(Section section, String key) {
        return section.get(key).flatMap(value -> value.filledText("SQL"));
    }

    private static OptionalDouble share(Value value) {
        Optional<String> text = value.filledText(SHARE_WANTED).map(String::strip);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        Matcher matcher = SHARE.matcher(text.get());
        if (!matcher.matches()) {
            value.problem(Quoted.of(value.written()) + " is no share of rows.", "Write " + SHARE_WANTED + ".");
            return OptionalDouble.empty();
        }
        boolean percent = matcher.group(2) != null;
        double number = Double.parseDouble(percent ? text.get().replace("%", "").strip() : text.get());
        double share = percent ? number / 100 : number;
        if (share > 0 && share <= 1) {
            return OptionalDouble.of(share);
        }
        String remedy = share == 0
                ? "For no rows, use `rule: skip`."
                : percent ? "" : "A number without % is a share: 5% is 0.05.";
        value.problem(Quoted.of(value.written()) + " is not above 0% and at most 100%.", remedy);
        return OptionalDouble.empty();
    }

    /** The texts of the keys. Messages do not show them: they are values of rows. */
    private static Optional<List<List<String>>> keys(Value value) {
        Optional<List<Value>> items = value.items("a list of keys such as [42, 43] or [[1, a], [2, b]]");
        if (items.isEmpty()) {
            return Optional.empty();
        }
        if (items.get().isEmpty()) {
            value.problem("The list of keys is empty.", "For no rows, use `rule: skip`.");
            return Optional.empty();
        }
        List<List<String>> keys = new ArrayList<>();
        for (Value item : items.get()) {
            Optional<List<String>> key = key(item);
            if (key.isPresent()
                    && !keys.isEmpty()
                    && keys.get(0).size() != key.get().size()) {
                item.problem(
                        "This key has " + key.get().size() + " columns, and the first one has "
                                + keys.get(0).size() + ".",
                        "Give each key all of its columns, in the key's order.");
            }
            key.ifPresent(keys::add);
        }
        return keys.size() == items.get().size() ? Optional.of(keys) : Optional.empty();
    }

    private static Optional<List<String>> key(Value item) {
        List<Value> columns =
                item.items("a value, or a list of values in key order").orElse(List.of());
        if (item.isList() && columns.isEmpty()) {
            item.problem("This key has no columns.", "");
        }
        List<String> texts = new ArrayList<>();
        for (Value column : columns) {
            column.text("a value (a key is never NULL)").ifPresent(texts::add);
        }
        return !texts.isEmpty() && texts.size() == columns.size() ? Optional.of(texts) : Optional.empty();
    }
}
