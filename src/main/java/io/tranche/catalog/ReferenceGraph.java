package io.tranche.catalog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tables as nodes, references as arrows from child to parent. Immutable, thread-safe. */
public final class ReferenceGraph {
    private final Map<TableName, List<Reference>> outgoing = new LinkedHashMap<>();
    private final Map<TableName, List<Reference>> incoming = new HashMap<>();

    /** @param references only those between {@code tables} become arrows */
    public ReferenceGraph(Collection<TableName> tables, Collection<Reference> references) {
        tables.forEach(table -> outgoing.put(table, new ArrayList<>()));
        tables.forEach(table -> incoming.put(table, new ArrayList<>()));
        for (Reference reference : references) {
            if (outgoing.containsKey(reference.child()) && incoming.containsKey(reference.parent())) {
                outgoing.get(reference.child()).add(reference);
                incoming.get(reference.parent()).add(reference);
            }
        }
    }

    /** The references of a child. */
    public List<Reference> from(TableName child) {
        return List.copyOf(outgoing.getOrDefault(child, List.of()));
    }

    /** The references that point at a parent. */
    public List<Reference> to(TableName parent) {
        return List.copyOf(incoming.getOrDefault(parent, List.of()));
    }

    /** The given tables and everything that can be reached from them over references. */
    public Set<TableName> reachable(Collection<TableName> starts) {
        Set<TableName> seen = new LinkedHashSet<>(starts);
        Deque<TableName> open = new ArrayDeque<>(starts);
        while (!open.isEmpty()) {
            for (Reference reference : from(open.remove())) {
                if (seen.add(reference.parent())) {
                    open.add(reference.parent());
                }
            }
        }
        return seen;
    }

    /**
     * The strongly connected components, parents before children: a component of more than one table, or with a
     * self-reference, is a cycle. Tarjan's algorithm (SIAM J. Comput. 1(2), 1972) without recursion, so that chains of any
     * length fit on the stack.
     */
    public List<Set<TableName>> components() {
        return new Tarjan().run();
    }

    private final class Tarjan {
        private final Map<TableName, Integer> index = new HashMap<>();
        private final Map<TableName, Integer> low = new HashMap<>();
        private final Set<TableName> onStack = new LinkedHashSet<>();
        private final Deque<TableName> stack = new ArrayDeque<>();
        private final List<Set<TableName>> components = new ArrayList<>();

        List<Set<TableName>> run() {
            outgoing.keySet().forEach(start -> {
                if (!index.containsKey(start)) {
                    visit(start);
                }
            });
            return components;
        }

        private void visit(TableName start) {
            Deque<TableName> path = new ArrayDeque<>();
            Map<TableName, Integer> next = new HashMap<>();
            enter(start, path, next);
            while (!path.isEmpty()) {
                TableName table = path.peek();
                List<Reference> arrows = outgoing.get(table);
                int position = next.merge(table, 1, Integer::sum) - 1;
                if (position < arrows.size()) {
                    TableName parent = arrows.get(position).parent();
                    if (!index.containsKey(parent)) {
                        enter(parent, path, next);
                    } else if (onStack.contains(parent)) {
                        low.merge(table, index.get(parent), Math::min);
                    }
                } else {
                    path.pop();
                    leave(table, path.peek());
                }
            }
        }

        private void enter(TableName table, Deque<TableName> path, Map<TableName, Integer> next) {
            index.put(table, index.size());
            low.put(table, index.get(table));
            stack.push(table);
            onStack.add(table);
            next.put(table, 0);
            path.push(table);
        }

        private void leave(TableName table, TableName child) {
            if (low.get(table).equals(index.get(table))) {
                Set<TableName> component = new LinkedHashSet<>();
                TableName member;
                do {
                    member = stack.pop();
                    onStack.remove(member);
                    component.add(member);
                } while (!member.equals(table));
                components.add(component);
            }
            if (child != null) {
                low.merge(child, low.get(table), Math::min);
            }
        }
    }
}
