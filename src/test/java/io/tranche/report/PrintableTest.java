package io.tranche.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.tranche.progress.Event;
import io.tranche.progress.Phase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void whatCannotBeSeenIsShownByItsNumber() {
        assertEquals("a\\u001b[31mb\\u000d\\u0000\\u007f\\u009b", Printable.of("a\u001b[31mb\r\u0000\u007f\u009b"));
        assertEquals(
                "user\\u202egpj.exe \\u2066x\\u2069 \\u200e\\u2028\\ufeff",
                Printable.of("user\u202egpj.exe \u2066x\u2069 \u200e\u2028\ufeff"));
        assertEquals("\\ud800 \\U0e0041", Printable.of("\ud800 \udb40\udc41"));
    }

    @Test
    void everythingElseStaysAsItIs() {
        String text = "Zoë 😀 шаги می‌خواهم\tतुक्\u200d\nnext";
        assertSame(text, Printable.of(text));
        assertEquals("a\\nb", Printable.line("a\nb"));
    }

    @Test
    void jsonStaysJson() {
        assertEquals("{\"é\": \"\\u202e \\udb40\\udc41 😀\"}", Printable.json("{\"é\": \"\u202e \udb40\udc41 😀\"}"));
    }

    @Test
    void namesInEventsArePrintable() {
        List<Event> heard = new ArrayList<>();
        PrintableEvents events = new PrintableEvents(heard::add);
        events.on(new Event.RowsWritten(Phase.COPY, "a\u001bb\nc", 1, 2));
        events.on(new Event.UnitRetried(Phase.COPY, "\u202e", 1, "\u0007"));
        events.on(new Event.Notice("\u001b"));
        events.on(new Event.PhaseFinished(Phase.COPY, 1));
        assertEquals(
                List.of(
                        new Event.RowsWritten(Phase.COPY, "a\\u001bb\\nc", 1, 2),
                        new Event.UnitRetried(Phase.COPY, "\\u202e", 1, "\\u0007"),
                        new Event.Notice("\\u001b"),
                        new Event.PhaseFinished(Phase.COPY, 1)),
                heard);
    }
}
