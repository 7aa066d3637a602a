package io.tranche.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.error.Interruption;
import io.tranche.report.SliceReport;
import io.tranche.run.SliceRequest;
import io.tranche.run.Surroundings;
import io.tranche.testing.Jvm;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process of its own is stopped in the middle of its work. */
class InterruptionTest {
    private static final String READY = "at work";

    /** Waits to be interrupted, then rolls back and says so. */
    public static final class Waiting implements Runs {
        public static void main(String[] arguments) {
            int code = new Tranche(new ProcessTerminal(), new Waiting()).run("slice", "-r", "prod", "-w", "dev");
            System.exit(code);
        }

        @Override
        public SliceReport slice(SliceRequest request, Surroundings surroundings) {
            surroundings.listener().notice(READY);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                surroundings.listener().notice("rolled back");
            }
            throw new Interruption("interrupted while copying orders.");
        }
    }

    @Test
    @Timeout(60)
    void aStoppedRunRollsBackAndSaysHowToGoOn() throws Exception {
        Process process = Jvm.of(Waiting.class.getName()).start();
        BufferedReader err =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        assertEquals("note: " + READY, err.readLine());
        // SIGTERM and not SIGINT, which a process started in the background may have been told to ignore.
        process.toHandle().destroy();
        String rest = err.lines().collect(Collectors.joining("\n"));
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(
                """
                note: rolled back
                error: interrupted while copying orders. What was committed stays. To go on: the same command with --continue.""",
                rest);
        assertEquals(143, process.exitValue());
    }
}
