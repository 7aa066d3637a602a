package io.tranche.cli;

import io.tranche.error.Refusal;
import io.tranche.report.SyncReport;
import io.tranche.report.SyncReportText;
import io.tranche.run.DifferenceOutput;
import io.tranche.run.RepairScript;
import io.tranche.run.RowKeys;
import io.tranche.run.SyncRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        sortOptions = false,
        customSynopsis = "tranche diff --read <connection> --write <connection> [<options>]",
        description = {
            "Tells which rows of two databases differ: per table, row by row, or as the statements that repair them. Only"
                    + " reads, on both sides, each in one snapshot. Exit code 1 if anything differs. MySQL or MariaDB and"
                    + " PostgreSQL are compared by canonical texts of their values.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  tranche diff --read prod --write copy",
            "  tranche diff --read prod --write copy --tables orders,'user_*' --rows",
            "  tranche diff --read prod --write copy --exclude '/_log$/' --sql > repair.sql"
        })
final class DiffCommand extends Verb {
    private final Runs runs;

    @Mixin
    private ComparisonOptions comparison = new ComparisonOptions();

    @Option(names = "--rows", order = 10, description = "Tell the key of each row that differs.")
    private boolean rows;

    @Option(
            names = "--sql",
            order = 11,
            description = "Print the statements that repair the target, for the database's own client.")
    private boolean sql;

    private final Terminal terminal;

    DiffCommand(Terminal terminal, Runs runs) {
        super(terminal);
        this.terminal = terminal;
        this.runs = runs;
    }

    @Override
    int work(Session session) {
        if (rows && sql) {
            throw new Refusal("", "--rows and --sql exclude each other.", "Say one of them.");
        }
        SyncRequest request = comparison.request(Set.of());
        if (sql) {
            return script(request, session);
        }
        List<String> lines = new ArrayList<>();
        SyncReport report = StatementsToFile.around(
                request, session.surroundings(), around -> runs.diff(request, output(lines), around));
        if (rows) {
            session.show("rows", lines);
        }
        session.finish(report, () -> SyncReportText.of(report));
        return SyncExit.of(report);
    }

    private DifferenceOutput output(List<String> lines) {
        return rows ? new RowKeys(lines::add) : DifferenceOutput.NONE;
    }

    /** Standard output is the script: what there is to tell stands in its comments. */
    private int script(SyncRequest request, Session session) {
        RepairScript script = new RepairScript(terminal.out()::writeBytes, session::comment);
        SyncReport report =
                StatementsToFile.around(request, session.surroundings(), around -> runs.diff(request, script, around));
        session.close();
        SyncReportText.of(report).forEach(session::comment);
        return SyncExit.of(report);
    }
}
