package io.tranche.cli;

import io.tranche.report.SyncReport;

/** What a comparison or a repair ends with. */
final class SyncExit {
    private SyncExit() {}

    static int of(SyncReport report) {
        if (report.hasFailures()) {
            return ExitCode.FAILED;
        }
        return report.hasDifferences() ? ExitCode.DIFFERENCES : ExitCode.DONE;
    }
}
