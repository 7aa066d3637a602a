package io.tranche.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReferenceGraphTest {
    private static Reference arrow(String child, String parent) {
        return new Reference(
                child + "_" + parent,
                TableName.of(child),
                List.of("p"),
                TableName.of(parent),
                List.of("id"),
                Reference.Origin.DECLARED,
                Optional.empty());
    }

    private static List<TableName> tables(String... names) {
        return List.of(names).stream().map(TableName::of).toList();
    }

    @Test
    void parentsComeBeforeChildren() {
        ReferenceGraph graph =
                new ReferenceGraph(tables("c", "b", "a"), List.of(arrow("c", "b"), arrow("b", "a"), arrow("c", "a")));
        assertEquals(
                List.of(Set.of(TableName.of("a")), Set.of(TableName.of("b")), Set.of(TableName.of("c"))),
                graph.components());
    }

    @Test
    void aCycleIsOneComponent() {
        ReferenceGraph graph = new ReferenceGraph(
                tables("x", "staff", "store"),
                List.of(arrow("staff", "store"), arrow("store", "staff"), arrow("x", "staff"), arrow("x", "x")));
        assertEquals(
                List.of(Set.of(TableName.of("staff"), TableName.of("store")), Set.of(TableName.of("x"))),
                graph.components());
    }

    @Test
    void referencesToUnknownTablesAreNoArrows() {
        ReferenceGraph graph = new ReferenceGraph(tables("a"), List.of(arrow("a", "elsewhere")));
        assertTrue(graph.from(TableName.of("a")).isEmpty());
        assertEquals(Set.of(TableName.of("a")), graph.reachable(tables("a")));
    }

    @Test
    void chainsOfAnyLengthFitOnTheStack() {
        List<TableName> tables =
                IntStream.range(0, 100_000).mapToObj(i -> TableName.of("t" + i)).toList();
        List<Reference> arrows = IntStream.range(1, 100_000)
                .mapToObj(i -> arrow("t" + i, "t" + (i - 1)))
                .toList();
        List<Set<TableName>> components = new ReferenceGraph(tables, arrows).components();
        assertEquals(100_000, components.size());
        assertEquals(Set.of(TableName.of("t0")), components.get(0));
    }

    /** Two tables share a component exactly if each reaches the other. */
    @Test
    void componentsAreMutualReachability() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int size = 1 + random.nextInt(8);
            List<TableName> tables = IntStream.range(0, size)
                    .mapToObj(i -> TableName.of("t" + i))
                    .toList();
            List<Reference> arrows = new ArrayList<>();
            for (int i = random.nextInt(14); i > 0; i--) {
                arrows.add(arrow("t" + random.nextInt(size), "t" + random.nextInt(size)));
            }
            ReferenceGraph graph = new ReferenceGraph(tables, arrows);
            Map<TableName, Integer> component = new HashMap<>();
            List<Set<TableName>> components = graph.components();
            IntStream.range(0, components.size())
                    .forEach(i -> components.get(i).forEach(table -> component.put(table, i)));
            assertEquals(new HashSet<>(tables), component.keySet());
            for (TableName a : tables) {
                for (TableName b : tables) {
                    boolean mutual = graph.reachable(List.of(a)).contains(b)
                            && graph.reachable(List.of(b)).contains(a);
                    assertEquals(mutual, component.get(a).equals(component.get(b)), "seed " + seed);
                    if (!mutual && graph.reachable(List.of(a)).contains(b)) {
                        assertTrue(component.get(b) < component.get(a), "parents first, seed " + seed);
                    }
                }
            }
        }
    }
}
