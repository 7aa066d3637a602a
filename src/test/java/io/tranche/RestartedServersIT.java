package io.tranche;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tranche.KilledSlice.Keys;
import io.tranche.KilledSlice.State;
import io.tranche.SliceScene.Asked;
import io.tranche.config.Vendor;
import io.tranche.error.RunFailure;
import io.tranche.report.SliceReport;
import io.tranche.testing.CommitProxy;
import io.tranche.testing.CommitProxy.Moment;
import io.tranche.testing.RestartableServer;
import io.tranche.testing.Servers;
import io.tranche.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that is restarted in the middle of a run, for real. */
class RestartedServersIT {
    private static final int IN_THE_MIDDLE = 8;

    @TempDir
    Path folder;

    private KilledSlice filled(TestServer source, TestServer target) throws Exception {
        KilledSlice slice = new KilledSlice(source, target, folder);
        slice.fill(State.BEFORE);
        slice.finish(Asked.OVERWRITE);
        return slice;
    }

    @ParameterizedTest
    @EnumSource(
            value = Vendor.class,
            names = {"MARIADB", "POSTGRESQL"})
    void aTargetIsWaitedFor(Vendor vendor) throws Exception {
        RestartableServer restartable = Servers.restartable(vendor);
        KilledSlice slice = filled(Servers.of(vendor), restartable.server());
        Map<String, List<String>> expected = slice.rows();
        CountDownLatch restarted = new CountDownLatch(1);
        try (CommitProxy proxy = restarting(restartable, slice, restarted)) {
            slice.config(Keys.IN_PROCESS, proxy.address());

            SliceReport report = slice.scene().with(Asked.OVERWRITE).slice();

            assertTrue(restarted.await(2, TimeUnit.MINUTES));
            assertTrue(report.retries().connections() > 0, report::toString);
        }
        assertEquals(expected, slice.rows());
        assertFalse(slice.isRemembered());
    }

    @ParameterizedTest
    @EnumSource(
            value = Vendor.class,
            names = {"MARIADB", "POSTGRESQL"})
    void aSourceTakesItsMomentWithItAndTheRunIsGoneOnWith(Vendor vendor) throws Exception {
        RestartableServer restartable = Servers.restartable(vendor);
        KilledSlice slice = filled(restartable.server(), Servers.of(vendor));
        Map<String, List<String>> expected = slice.rows();
        CountDownLatch restarted = new CountDownLatch(1);
        try (CommitProxy proxy = restarting(restartable, slice, restarted)) {
            slice.config(Keys.IN_PROCESS, proxy.address());

            RunFailure failure = assertThrows(RunFailure.class, slice.scene().with(Asked.OVERWRITE)::slice);

            assertTrue(restarted.await(2, TimeUnit.MINUTES));
            assertEquals(3, failure.exitCode());
            assertTrue(failure.getMessage().contains("--continue"), failure.getMessage());
        }
        assertTrue(slice.committed() > 0);
        slice.finish(Asked.CONTINUE);
        assertEquals(expected, slice.rows());
        assertFalse(slice.isRemembered());
    }

    /** At a COMMIT to the target in the middle of the run. */
    private static CommitProxy restarting(RestartableServer restartable, KilledSlice slice, CountDownLatch restarted)
            throws Exception {
        return new CommitProxy(slice.targetAddress(), IN_THE_MIDDLE, Moment.AFTER, () -> {
            restartable.restart();
            restarted.countDown();
        });
    }
}
