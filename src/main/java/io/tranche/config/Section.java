package io.tranche.config;

import io.tranche.error.Nearest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A mapping of a YAML file. */
final class Section {
    private final Value self;
    private final MappingNode node;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<String, String> written = new LinkedHashMap<>();

    Section(Value self, MappingNode node, Reading reading) {
        this.self = self;
        this.node = node;
        Map<String, NodeTuple> entries = reading.merges().entries(node, reading, self.place());
        entries.forEach((key, entry) -> {
            // as written: what a variable stands for is not shown
            String shown = reading.mask().show(((ScalarNode) entry.getKeyNode()).getValue());
            written.put(key, shown);
            values.put(key, reading.value(entry.getValueNode(), Value.at(self.place(), entry.getKeyNode(), shown)));
        });
    }

    /** The mapping as a value, for problems with the whole. */
    Value self() {
        return self;
    }

    /** All entries, in their order. */
    Map<String, Value> entries() {
        return values;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Optional<Value> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The value, unless nothing stands after its key: then it counts as left out. */
    Optional<Value> given(String key) {
        return get(key).filter(value -> !value.isNull());
    }

    void refuseUnknown(Collection<String> known) {
        values.forEach((key, value) -> {
            if (!known.contains(key)) {
                refuse(key, value, known);
            }
        });
    }

    private void refuse(String key, Value value, Collection<String> known) {
        if (value.isBlank() && node.getFlowStyle() == FlowStyle.FLOW) {
            // {password: one,two}: what YAML takes for a key may be a piece of a password, so it is not shown
            self.problem(
                    "A value within {…} holds a comma, or a key has no value.",
                    "Put values that hold commas in quotes. Known keys: " + Value.list(known) + ".");
            return;
        }
        String hint = Nearest.hint(key, known);
        value.problem(
                "The key " + Quoted.of(written.get(key)) + " is unknown.",
                hint.isEmpty() ? "Known keys: " + Value.list(known) + "." : hint);
    }
}
