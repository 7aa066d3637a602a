package io.tranche.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.error.Refusal;
import io.tranche.error.RunFailure;
import io.tranche.progress.Event;
import io.tranche.progress.Phase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
    @Test
    void writesEveryEventOnALineWithAnIsoTime() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneId.of("Europe/Berlin"));
        try (EventLog log = new EventLog(bytes, clock)) {
            log.on(new Event.PhaseStarted(Phase.COPY, 1000));
            log.on(new Event.TableStarted(Phase.COPY, "orders", -1));
            log.on(new Event.RowsWritten(Phase.COPY, "orders", 1, 2048));
            log.on(new Event.UnitRetried(Phase.COPY, "orders", 1, "deadlock"));
            log.on(new Event.TableFinished(Phase.COPY, "orders", 1, 1500));
            log.on(new Event.PhaseFinished(Phase.COPY, 1500));
            log.on(new Event.Notice("n"));
            log.on(new Event.Warning("w"));
            log.on(new Event.Detail("SELECT 1"));
        }
        assertEquals(
                """
                INFO copy starts, about 1,000 rows
                INFO copy orders starts
                INFO copy orders +1 row, 2,048 bytes
                WARN retrying orders: deadlock
                INFO copy orders ends: 1 row in 1.5 s
                INFO copy ends after 1.5 s
                INFO note: n
                WARN warning: w
                INFO SELECT 1
                """
                        .replaceAll("(?m)^(?=.)", "2026-01-02T04:04:05.678+01:00 "),
                bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void keepsWhatIsThereAndIsForItsOwnerOnly(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("run.log");
        for (int i = 0; i < 2; i++) {
            try (EventLog log = EventLog.in(file)) {
                log.info("run " + i);
            }
        }
        assertEquals(2, Files.readAllLines(file).size());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void keepsTheStackTraceOfAFailure(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("run.log");
        try (EventLog log = EventLog.in(file)) {
            log.failure("the server went away", new RunFailure("the server went away", new IOException("reset")));
        }
        String text = Files.readString(file);
        assertTrue(text.contains("ERROR the server went away"), text);
        assertTrue(text.contains("Caused by: java.io.IOException: reset"), text);
    }

    @Test
    void refusesAFileThatCannotBeWritten(@TempDir Path folder) {
        Refusal refusal = assertThrows(Refusal.class, () -> EventLog.in(folder.resolve("none/run.log")));
        assertTrue(refusal.getMessage().startsWith("--log-file "), refusal.getMessage());
    }
}
