package io.tranche.dialect.postgresql;

import io.tranche.dialect.Definition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * An order in which objects can be created: each behind what it depends on, and otherwise by kind and age. Objects that depend
 * on each other in a circle (through the bodies of functions, which are not looked into) come by kind and age too.
 */
final class ObjectOrder {
    private final Map<String, Definition> objects;
    private final Map<String, Integer> ages = new HashMap<>();
    private final Map<String, Set<String>> needs = new HashMap<>();
    private final Map<String, Set<String>> neededBy = new HashMap<>();

    /**
     * @param objects by address, in order of age
     * @param dependencies pairs of addresses: the first needs the second
     */
    ObjectOrder(Map<String, Definition> objects, List<List<String>> dependencies) {
        this.objects = objects;
        objects.keySet().forEach(address -> ages.put(address, ages.size()));
        for (List<String> pair : dependencies) {
            String from = pair.get(0);
            String to = pair.get(1);
            if (objects.containsKey(from) && !from.equals(to)) {
                needs.computeIfAbsent(from, address -> new HashSet<>()).add(to);
                neededBy.computeIfAbsent(to, address -> new HashSet<>()).add(from);
            }
        }
    }

    /** All that need one of these, directly or not. */
    Set<String> dependents(Set<String> addresses) {
        Set<String> found = new HashSet<>();
        List<String> open = new ArrayList<>(addresses);
        while (!open.isEmpty()) {
            for (String next : neededBy.getOrDefault(open.remove(open.size() - 1), Set.of())) {
                if (!addresses.contains(next) && found.add(next)) {
                    open.add(next);
                }
            }
        }
        return found;
    }

    /** All that these need, directly or not, and themselves. */
    Set<String> needed(Set<String> addresses) {
        Set<String> found = new HashSet<>(addresses);
        List<String> open = new ArrayList<>(addresses);
        while (!open.isEmpty()) {
            for (String next : needs.getOrDefault(open.remove(open.size() - 1), Set.of())) {
                if (objects.containsKey(next) && found.add(next)) {
                    open.add(next);
                }
            }
        }
        return found;
    }

    /** Whether an object needs another of its own kind. */
    boolean needsItsLike(String address) {
        return needs.getOrDefault(address, Set.of()).stream()
                .map(objects::get)
                .anyMatch(needed ->
                        needed != null && needed.kind() == objects.get(address).kind());
    }

    /** Objects that need themselves through others, and those between two such circles. */
    Set<String> circular() {
        return peeled(peeled(objects.keySet(), needs), neededBy);
    }

    /** Without those that lead nowhere, one after the other. */
    private static Set<String> peeled(Set<String> addresses, Map<String, Set<String>> leads) {
        Map<String, Long> counts = new HashMap<>();
        Map<String, List<String>> back = new HashMap<>();
        List<String> open = new ArrayList<>();
        for (String address : addresses) {
            List<String> next = leads.getOrDefault(address, Set.of()).stream()
                    .filter(addresses::contains)
                    .toList();
            counts.put(address, (long) next.size());
            next.forEach(
                    each -> back.computeIfAbsent(each, key -> new ArrayList<>()).add(address));
            if (next.isEmpty()) {
                open.add(address);
            }
        }
        Set<String> left = new HashSet<>(addresses);
        while (!open.isEmpty()) {
            String gone = open.remove(open.size() - 1);
            left.remove(gone);
            for (String address : back.getOrDefault(gone, List.of())) {
                if (counts.merge(address, -1L, Long::sum) == 0) {
                    open.add(address);
                }
            }
        }
        return left;
    }

    List<String> sorted() {
        Map<String, Integer> waiting = new HashMap<>();
        PriorityQueue<String> ready = new PriorityQueue<>(byKindAndAge());
        PriorityQueue<String> blocked = new PriorityQueue<>(byKindAndAge());
        for (String address : objects.keySet()) {
            int count = (int) needs.getOrDefault(address, Set.of()).stream()
                    .filter(objects::containsKey)
                    .count();
            waiting.put(address, count);
            (count == 0 ? ready : blocked).add(address);
        }
        List<String> order = new ArrayList<>();
        Set<String> done = new HashSet<>();
        while (!ready.isEmpty() || !blocked.isEmpty()) {
            String next = ready.isEmpty() ? blocked.remove() : ready.remove();
            if (!done.add(next)) {
                continue;
            }
            order.add(next);
            for (String dependent : neededBy.getOrDefault(next, Set.of())) {
                if (waiting.merge(dependent, -1, Integer::sum) == 0) {
                    ready.add(dependent);
                }
            }
        }
        return order;
    }

    private Comparator<String> byKindAndAge() {
        return Comparator.comparing((String address) -> objects.get(address).kind())
                .thenComparing(ages::get);
    }
}
