package io.tranche.cli;

import io.tranche.dialect.CloneScope.Rights;
import io.tranche.error.Problems;
import io.tranche.report.SchemaDifferences;
import io.tranche.report.SchemaReport;
import io.tranche.report.SchemaReportText;
import io.tranche.run.SchemaRequest;
import io.tranche.run.SchemaRequest.Existing;
import io.tranche.run.SchemaRequest.ForeignKeys;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        sortOptions = false,
        customSynopsis = {
            "tranche schema --read <connection> --write <connection> [<options>]",
            "       tranche schema --read <connection> --file <file> [<options>]"
        },
        description = {
            "Recreates everything but rows and foreign keys in another database, or writes it as a script; or tells what"
                    + " differs.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  tranche schema --read prod --write dev",
            "  tranche schema --read prod --write dev --foreign-keys --drop",
            "  tranche schema --read prod --file schema.sql --exclude '*_log,temp_???'",
            "  tranche schema --read prod --write dev --tables orders,'user_*' --dry-run",
            "  tranche schema --read prod --write dev --diff"
        })
final class SchemaCommand extends Verb {
    private final Runs runs;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private SchemaOptions source = new SchemaOptions();

    @Mixin
    private TargetOption target = new TargetOption();

    @Option(
            names = "--file",
            order = 3,
            paramLabel = "<file>",
            description = "Write the statements here instead, for the database's own client.")
    private Path file;

    @Option(names = "--foreign-keys", order = 10, description = "Take the foreign keys along, or compare them too.")
    private boolean foreignKeys;

    @Option(names = "--drop", order = 11, description = "Drop what the source has too from the target first.")
    private boolean drop;

    @Option(names = "--drop-all", order = 12, description = "Drop everything from the target first.")
    private boolean dropAll;

    @Option(names = "--owners", order = 13, description = "Give objects the owners that they have (PostgreSQL).")
    private boolean owners;

    @Option(names = "--grants", order = 14, description = "Grant what is granted in the source (PostgreSQL).")
    private boolean grants;

    @Option(names = "--diff", order = 15, description = "Tell what differs, object by object, and do nothing.")
    private boolean diff;

    @Option(names = "--dry-run", order = 16, description = "Print the statements, and do nothing.")
    private boolean dryRun;

    SchemaCommand(Terminal terminal, Runs runs) {
        super(terminal);
        this.runs = runs;
    }

    @Override
    int work(Session session) {
        SchemaRequest request = request();
        if (diff) {
            SchemaDifferences found = runs.schemaDifferences(request, session.surroundings());
            session.finish(found, found::lines);
            return found.differences().isEmpty() ? ExitCode.DONE : ExitCode.DIFFERENCES;
        }
        if (dryRun) {
            session.finishScript("statements", runs.schemaStatements(request, session.surroundings()));
            return ExitCode.DONE;
        }
        SchemaReport report = runs.schema(request, session.surroundings());
        session.finish(report, () -> SchemaReportText.of(report));
        return report.refused().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private SchemaRequest request() {
        Problems problems = new Problems();
        common.wantRead(problems);
        common.check(problems);
        checkTarget(problems);
        problems.refuseIfAny();
        return new SchemaRequest(
                common.read(),
                target.write(),
                Optional.ofNullable(file),
                common.config(),
                source.tables(),
                common.set(),
                common.workers(),
                foreignKeys ? ForeignKeys.TAKEN : ForeignKeys.LEFT_OUT,
                existing(),
                rights());
    }

    private void checkTarget(Problems problems) {
        if (file != null && target.write().isPresent()) {
            problems.add("", "--write and --file exclude each other.", "Say where the schema is to go.");
        }
        if (file != null && diff) {
            problems.add("", "--diff compares two databases.", "Say --write instead of --file.");
        } else if (file == null && !(dryRun && !diff)) {
            target.want(problems);
        }
        if (drop && dropAll) {
            problems.add("", "--drop and --drop-all exclude each other.", "Say how much is to be dropped.");
        }
    }

    private Existing existing() {
        if (dropAll) {
            return Existing.CLEAR;
        }
        return drop ? Existing.REPLACE : Existing.ASK;
    }

    private Set<Rights> rights() {
        Set<Rights> rights = EnumSet.noneOf(Rights.class);
        if (owners) {
            rights.add(Rights.OWNERS);
        }
        if (grants) {
            rights.add(Rights.GRANTS);
        }
        return rights;
    }
}
