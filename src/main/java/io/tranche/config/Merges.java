package io.tranche.config;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.nodes.AnchorNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The entries of mappings, with {@code <<} resolved: a mapping's own keys win over merged ones, and earlier merges over
 * later ones. Each mapping is resolved once, however often it is merged.
 */
final class Merges {
    private final Map<MappingNode, Map<String, NodeTuple>> resolved = new IdentityHashMap<>();

    /**
     * Entries by key, in their order.
     *
     * @param place of the mapping, for problems with its keys
     */
    Map<String, NodeTuple> entries(MappingNode mapping, Reading reading, Place place) {
        Map<String, NodeTuple> known = resolved.get(mapping);
        if (known != null) {
            return known;
        }
        Map<String, NodeTuple> entries = new LinkedHashMap<>();
        // put first: a mapping that merges itself finds what is there so far, and the reading ends
        resolved.put(mapping, entries);
        for (NodeTuple tuple : mapping.getValue()) {
            if (!isMerge(tuple)) {
                addOwn(tuple, entries, reading, place);
            }
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (isMerge(tuple)) {
                merge(tuple.getValueNode(), entries, reading, Value.at(place, tuple.getKeyNode(), "<<"));
            }
        }
        return entries;
    }

    private static boolean isMerge(NodeTuple tuple) {
        return Tag.MERGE.equals(tuple.getKeyNode().getTag());
    }

    private static void addOwn(NodeTuple tuple, Map<String, NodeTuple> entries, Reading reading, Place place) {
        if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
            String where = Value.at(place, tuple.getKeyNode(), "").toString();
            reading.problems().add(where, "A key must be text.", "Put it in quotes if it holds brackets or braces.");
            return;
        }
        Place own = Value.at(place, scalar, reading.mask().show(scalar.getValue()));
        reading.scope()
                .at(own.toString())
                .substitute(reading.mask().show(scalar.getValue()))
                .ifPresent(key -> {
                    NodeTuple first = entries.putIfAbsent(key, tuple);
                    if (first != null) {
                        int line = first.getKeyNode().getStartMark().getLine() + 1;
                        reading.problems()
                                .add(
                                        own.toString(),
                                        "This key stands twice, first in line " + line + ".",
                                        "Keep one of them.");
                    }
                });
    }

    private void merge(Node node, Map<String, NodeTuple> entries, Reading reading, Place place) {
        Node real = node instanceof AnchorNode anchor ? anchor.getRealNode() : node;
        if (real instanceof MappingNode mapping) {
            new LinkedHashMap<>(entries(mapping, reading, place)).forEach(entries::putIfAbsent);
        } else if (real instanceof SequenceNode sequence
                && sequence.getValue().stream().allMatch(MappingNode.class::isInstance)) {
            sequence.getValue().forEach(item -> merge(item, entries, reading, place));
        } else {
            reading.problems()
                    .add(place.toString(), "`<<` takes a mapping, or a list of mappings.", "Write `<<: *anchor`.");
        }
    }
}
