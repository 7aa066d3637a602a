package io.tranche.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which names of two databases mean one thing: those that are equal, then those that differ in case alone, where no other name
 * on either side does so too.
 *
 * @param target the counterpart of each paired name of the source, in the source's order
 * @param ambiguous names of either side that have no counterpart because several might be it
 */
public record NamePairs(Map<String, String> target, List<String> ambiguous) {
    public NamePairs {
        target = Collections.unmodifiableMap(new LinkedHashMap<>(target));
        ambiguous = List.copyOf(ambiguous);
    }

    public static NamePairs of(Collection<String> ofSource, Collection<String> ofTarget) {
        List<String> ours =
                ofSource.stream().filter(name -> !ofTarget.contains(name)).toList();
        List<String> theirs =
                ofTarget.stream().filter(name -> !ofSource.contains(name)).toList();
        Map<String, String> pairs = new LinkedHashMap<>();
        List<String> ambiguous = new ArrayList<>();
        for (String name : ofSource) {
            if (!ours.contains(name)) {
                pairs.put(name, name);
                continue;
            }
            List<String> rivals = alike(name, ours);
            List<String> candidates = alike(name, theirs);
            if (rivals.size() == 1 && candidates.size() == 1) {
                pairs.put(name, candidates.get(0));
            } else if (!candidates.isEmpty()) {
                ambiguous.add(name);
                candidates.stream().filter(other -> !ambiguous.contains(other)).forEach(ambiguous::add);
            }
        }
        return new NamePairs(pairs, ambiguous);
    }

    private static List<String> alike(String name, List<String> names) {
        String folded = name.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(other -> other.toLowerCase(Locale.ROOT).equals(folded))
                .toList();
    }

    /** The source's name of what the target calls so. */
    public Optional<String> source(String ofTarget) {
        return target.entrySet().stream()
                .filter(pair -> pair.getValue().equals(ofTarget))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
