package io.tranche.cli;

import io.tranche.catalog.TableSelection;
import io.tranche.config.SyncStrategy.Method;
import io.tranche.error.Problems;
import io.tranche.run.SyncRequest;
import io.tranche.run.SyncRequest.Flag;
import io.tranche.run.SyncRequest.Signature;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is compared with what, and how: the options of {@code diff}, {@code sync} and {@code watch}. */
final class ComparisonOptions {
    @Mixin
    private TargetOption target = new TargetOption();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Option(
            names = "--schema-file",
            order = 3,
            paramLabel = "<file>",
            description = "Masks, and how tables are kept in step. Default: schema.yml, if it is there.")
    private Path schemaFile;

    @Option(
            names = {"-t", "--tables", "--include"},
            order = 5,
            paramLabel = "<table>",
            description = "Only these tables: names, globs like 'user_*', or patterns like '/^user_[0-9]+$/'.")
    private List<String> include = new ArrayList<>();

    @Option(
            names = "--exclude",
            order = 6,
            paramLabel = "<table>",
            description = "Not these tables: they are never looked at, added, changed or dropped.")
    private List<String> exclude = new ArrayList<>();

    @Option(
            names = "--schema",
            order = 7,
            paramLabel = "<schema>",
            description = "Only tables of these schemas (of MySQL's databases): names, globs or patterns, as above.")
    private List<String> schemas = new ArrayList<>();

    @Option(
            names = "--method",
            order = 8,
            paramLabel = "<method>",
            description =
                    "How rows are compared: merge reads both sides, hash has the servers hash ranges and reads those"
                            + " that differ, auto measures which costs less (default).")
    private Method method;

    @Option(
            names = "--batch",
            order = 9,
            paramLabel = "<rows>",
            description = "Rows of a range that is hashed at once. Default: 50000.")
    private Integer batch;

    @Option(
            names = "--timestamp",
            order = 9,
            paramLabel = "<column>",
            description = "Tables that have this column, and that `sync:` of schema.yml does not name, by the strategy"
                    + " `timestamp` over it.")
    private String timestamp;

    @Option(
            names = "--signature",
            order = 14,
            paramLabel = "<how>",
            description =
                    "How a sync knows tables that are as they were when both sides were found in step, and passes them over."
                            + " binlog: by the servers' positions; content: by hashes of their rows; auto: by positions, or"
                            + " content where these prove nothing (default); off: each is looked at.")
    private Signature signature = Signature.AUTO;

    @Option(
            names = "--sql-log",
            order = 21,
            paramLabel = "<file>",
            description = "Append each statement to this file, with its time. It holds keys of rows.")
    private Path sqlLog;

    /** @throws io.tranche.error.Refusal with everything that is wrong */
    SyncRequest request(Set<Flag> flags) {
        Problems problems = new Problems();
        common.wantRead(problems);
        target.want(problems);
        common.check(problems);
        limits.check(problems);
        if (batch != null && batch < 1) {
            problems.add("", "--batch is " + batch + ".", "At least one row is needed.");
        }
        include.forEach(pattern -> check(pattern, problems));
        exclude.forEach(pattern -> check(pattern, problems));
        schemas.forEach(pattern -> check(pattern, problems));
        problems.refuseIfAny();
        return new SyncRequest(
                target.write().orElseThrow(),
                common.read(),
                common.config(),
                Optional.ofNullable(schemaFile),
                new TableSelection(
                        CommonOptions.names(include), CommonOptions.names(exclude), CommonOptions.names(schemas)),
                common.set(),
                common.workers(),
                batch == null ? OptionalInt.empty() : OptionalInt.of(batch),
                Optional.ofNullable(method),
                Optional.ofNullable(timestamp),
                flags,
                signature,
                Optional.ofNullable(sqlLog),
                limits.limits());
    }

    private static void check(String pattern, Problems problems) {
        TableSelection.fault(pattern)
                .ifPresent(fault -> problems.add(pattern, "This is no regular expression: " + fault + ".", ""));
    }
}
