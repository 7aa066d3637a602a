package io.tranche.error;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> KNOWN = List.of("orders", "order_items", "customers");

    @Test
    void findsTheNearestWhateverItsCase() {
        assertEquals(Optional.of("orders"), Nearest.to("Order", KNOWN));
        assertEquals(Optional.of("order_items"), Nearest.to("orderitems", KNOWN));
    }

    @Test
    void staysSilentWhereNothingIsNear() {
        assertEquals(Optional.empty(), Nearest.to("payments", KNOWN));
        assertEquals("", Nearest.hint("payments", KNOWN));
    }

    @Test
    void takesSwappedLettersForOneSlip() {
        assertEquals(Optional.of("table"), Nearest.to("tabel", List.of("table", "label_x")));
        assertEquals(Optional.of("of"), Nearest.to("fo", List.of("of", "keys")));
    }

    @Test
    void asksASentence() {
        assertEquals("Did you mean \"customers\"?", Nearest.hint("custommers", KNOWN));
    }
}
