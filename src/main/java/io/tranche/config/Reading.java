package io.tranche.config;

import io.tranche.error.Problem;
import io.tranche.error.Problems;
import io.tranche.error.Refusal;
import org.yaml.snakeyaml.nodes.Node;

/** The reading of one file: what all of its values have in common. Not thread-safe. */
final class Reading {
    /** Far beyond any honest file; aliases within aliases get there within a few lines. */
    private static final int MOST_VALUES = 1_000_000;

    private final Scope scope;
    private final YamlMask mask;
    private final Merges merges;
    private final int[] valuesSeen;

    /** @param scope its {@code where} is the file's name in messages */
    Reading(Scope scope, YamlMask mask) {
        this(scope, mask, new Merges(), new int[1]);
    }

    private Reading(Scope scope, YamlMask mask, Merges merges, int[] valuesSeen) {
        this.scope = scope;
        this.mask = mask;
        this.merges = merges;
        this.valuesSeen = valuesSeen;
    }

    /** This reading, with collectors of its own for a part that must be right as a whole. */
    Reading apart() {
        return new Reading(scope.apart(), mask, merges, valuesSeen);
    }

    Scope scope() {
        return scope;
    }

    String file() {
        return scope.where();
    }

    Problems problems() {
        return scope.problems();
    }

    YamlMask mask() {
        return mask;
    }

    Merges merges() {
        return merges;
    }

    Value root(Node node) {
        return value(node, new Place(file(), node.getStartMark().getLine() + 1, ""));
    }

    Value value(Node node, Place place) {
        valuesSeen[0]++;
        if (valuesSeen[0] > MOST_VALUES) {
            throw new Refusal(new Problem(
                    file(), "The file stands for more than " + MOST_VALUES + " values.", "Use fewer aliases (`*`)."));
        }
        return new Value(this, node, place);
    }
}
