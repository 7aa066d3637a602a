package io.tranche.cli;

import io.tranche.progress.Listener;
import io.tranche.report.Broadcast;
import io.tranche.report.StatementLog;
import io.tranche.run.Surroundings;
import io.tranche.run.SyncRequest;
import java.util.List;
import java.util.function.Function;

/** Does a run with {@code --sql-log}. */
final class StatementsToFile {
    private StatementsToFile() {}

    static <T> T around(SyncRequest request, Surroundings surroundings, Function<Surroundings, T> run) {
        if (request.sqlLog().isEmpty()) {
            return run.apply(surroundings);
        }
        try (StatementLog log = StatementLog.in(
                surroundings.directory().resolve(request.sqlLog().get()))) {
            Listener both = new Broadcast(List.of(surroundings.listener(), log));
            return run.apply(new Surroundings(
                    surroundings.environment(), surroundings.directory(), both, surroundings.prompt()));
        }
    }
}
