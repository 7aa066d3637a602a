package io.tranche.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamePairsTest {
    @Test
    void pairsEqualNamesThenThoseThatDifferInCase() {
        NamePairs pairs = NamePairs.of(List.of("Id", "name", "x"), List.of("NAME", "name", "id"));
        assertEquals(Map.of("Id", "id", "name", "name"), pairs.target());
        assertEquals(Optional.of("Id"), pairs.source("id"));
        assertEquals(Optional.empty(), pairs.source("NAME"));
        assertEquals(List.of(), pairs.ambiguous());
    }

    @Test
    void doesNotChooseAmongSeveral() {
        NamePairs pairs = NamePairs.of(List.of("xX", "a"), List.of("XX", "xx", "a"));
        assertEquals(Map.of("a", "a"), pairs.target());
        assertEquals(List.of("xX", "XX", "xx"), pairs.ambiguous());
        assertEquals(
                List.of("Xx", "xX", "xx"),
                NamePairs.of(List.of("Xx", "xX"), List.of("xx")).ambiguous().stream()
                        .sorted()
                        .toList());
    }
}
