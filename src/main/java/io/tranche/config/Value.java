package io.tranche.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One value of a YAML file, and where it stands. The methods that read it return empty with a problem added where it is not
 * what they are for. Scalars are read as the text that the user wrote, whatever YAML takes it for: {@code 0123} as a
 * password is no number.
 */
final class Value {
    private static final Pattern PLAIN_KEY = Pattern.compile("[\\p{L}\\p{N}_$<-]+");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|[1-9][0-9]*(_[0-9]+)*");

    private final Reading reading;
    private final Node node;
    private final Place place;

    Value(Reading reading, Node node, Place place) {
        this.reading = reading;
        this.node = node;
        this.place = place;
    }

    /** The place of a key within a place. */
    static Place at(Place parent, Node key, String name) {
        String shown = PLAIN_KEY.matcher(name).matches() || name.isEmpty() ? name : '"' + Quoted.plain(name) + '"';
        String dot = parent.path().isEmpty() || shown.isEmpty() ? "" : ".";
        return new Place(parent.file(), key.getStartMark().getLine() + 1, parent.path() + dot + shown);
    }

    Place place() {
        return place;
    }

    /** For problems with this value. */
    Scope scope() {
        return reading.scope().at(place.toString());
    }

    void problem(String what, String remedy) {
        scope().problem(what, remedy);
    }

    boolean isNull() {
        return node instanceof ScalarNode && Tag.NULL.equals(node.getTag());
    }

    /** Nothing at all, where YAML would take {@code null} and {@code ~} for the same. */
    boolean isBlank() {
        return isNull() && ((ScalarNode) node).getValue().isEmpty();
    }

    boolean isScalar() {
        return node instanceof ScalarNode && !isNull();
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** As the user wrote it, with nothing put in: fit for messages, unless it is a secret. Scalars only. */
    String written() {
        return reading.mask().show(((ScalarNode) node).getValue());
    }

    /** The text of a scalar, with all {@code ${X}} put in. */
    Optional<String> text(String wanted) {
        if (!isScalar()) {
            refuseKind(wanted);
            return Optional.empty();
        }
        if (isForeignTag()) {
            return Optional.empty();
        }
        String written = written();
        return written.contains("${") ? scope().substitute(written) : Optional.of(written);
    }

    /** A text that is not blank. */
    Optional<String> filledText(String wanted) {
        Optional<String> text = text(wanted);
        if (text.isPresent() && text.get().isBlank()) {
            problem("This is empty; it must be " + wanted + ".", "");
            return Optional.empty();
        }
        return text;
    }

    /** A whole number from {@code least} to {@code most}; digits in quotes will do, and so will 5_000. */
    OptionalLong wholeNumber(long least, long most) {
        String range = most == Long.MAX_VALUE ? least + " or more" : "from " + least + " to " + most;
        String wanted = "a whole number, " + range;
        Optional<String> text = text(wanted).map(String::strip);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        String digits = text.get().replace("_", "");
        boolean number = WHOLE_NUMBER.matcher(text.get()).matches() && digits.length() <= 18;
        if (!number || Long.parseLong(digits) < least || Long.parseLong(digits) > most) {
            problem(Quoted.of(written()) + " is not " + wanted + ".", "");
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(digits));
    }

    Optional<Boolean> bool() {
        Optional<String> text = text("true or false");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return switch (text.get().strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> Optional.of(true);
            case "false", "no", "off" -> Optional.of(false);
            default -> {
                problem(Quoted.of(written()) + " is not true or false.", "");
                yield Optional.empty();
            }
        };
    }

    /** The items of a list; a scalar counts as a list of one. */
    Optional<List<Value>> items(String wanted) {
        if (isScalar()) {
            return Optional.of(List.of(this));
        }
        if (!(node instanceof SequenceNode sequence)) {
            refuseKind(wanted);
            return Optional.empty();
        }
        if (isForeignTag()) {
            return Optional.empty();
        }
        List<Value> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            int line = item.getStartMark().getLine() + 1;
            items.add(reading.value(item, new Place(place.file(), line, place.path() + "[" + items.size() + "]")));
        }
        return Optional.of(items);
    }

    /** The texts of a list, or of a single scalar; empty if any of them is no text, or there is none. */
    Optional<List<String>> texts(String wanted) {
        Optional<List<Value>> items = items(wanted);
        if (items.isEmpty()) {
            return Optional.empty();
        }
        if (items.get().isEmpty()) {
            problem("The list is empty; it must be " + wanted + ".", "");
            return Optional.empty();
        }
        List<String> texts = items.get().stream()
                .flatMap(item -> item.filledText("text").stream())
                .toList();
        return texts.size() == items.get().size() ? Optional.of(texts) : Optional.empty();
    }

    /** A mapping whose keys are all known; each other one is a problem. */
    Optional<Section> section(Collection<String> known) {
        Optional<Section> section = mapping("a mapping with " + list(known));
        section.ifPresent(found -> found.refuseUnknown(known));
        return section;
    }

    /** A mapping whose keys are the user's. */
    Optional<Section> mapping(String wanted) {
        if (!(node instanceof MappingNode mapping)) {
            refuseKind(wanted);
            return Optional.empty();
        }
        if (isForeignTag()) {
            return Optional.empty();
        }
        return Optional.of(new Section(this, mapping, reading));
    }

    /** This value with problem collectors of its own; see {@link Scope#apart}. */
    Value apart() {
        return new Value(reading.apart(), node, place);
    }

    void refuseKind(String wanted) {
        String kind = isNull() ? "empty" : isList() ? "a list" : isMapping() ? "a mapping" : "text";
        problem("This is " + kind + "; it must be " + wanted + ".", "");
    }

    private boolean isForeignTag() {
        boolean foreign = !node.getTag().startsWith(Tag.PREFIX) || Tag.BINARY.equals(node.getTag());
        if (foreign) {
            problem("A value that begins with `!` is a tag in YAML.", "Put the value in quotes.");
        }
        return foreign;
    }

    static String list(Collection<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}
