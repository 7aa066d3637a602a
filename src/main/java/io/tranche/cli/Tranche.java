package io.tranche.cli;

import io.tranche.report.Printable;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code tranche}: its verbs, and how wrong arguments are answered. */
final class Tranche {
    /** What stands before the verb. */
    @Command(
            name = "tranche",
            mixinStandardHelpOptions = true,
            versionProvider = BuildVersion.class,
            description = {
                "Cuts a small, referentially complete slice out of a big MySQL, MariaDB or PostgreSQL database.",
                ""
            },
            commandListHeading = "%nVerbs (each has its own --help):%n",
            footer = {
                "",
                "Examples:",
                "  tranche plan --read prod                  what would be read, and why",
                "  tranche slice --read prod --write dev     the slice that schema.yml describes",
                "  tranche schema --read prod --write dev    tables and all else but rows",
                "  tranche verify --write dev --read prod    proof that it is whole",
                "  tranche diff   --read prod --write copy   rows that differ",
                "  tranche sync   --read prod --write copy   and their repair",
                "",
                "Exit codes: 0 done; 1 differences, or orphans that the source does not have;",
                "2 usage or configuration; 3 the run failed; 130 interrupted."
            })
    static final class Root {}

    /** Writes of all verbs. */
    private static final String COMPLETION = "completion";

    private final Terminal terminal;

    /** Each is made when it is asked for: the library reads its options by reflection, which takes longer than all else here. */
    private final Map<String, Supplier<Object>> verbs = new LinkedHashMap<>();

    Tranche(Terminal terminal, Runs runs) {
        this.terminal = terminal;
        verbs.put("slice", () -> new SliceCommand(terminal, runs));
        verbs.put("plan", () -> new PlanCommand(terminal, runs));
        verbs.put("schema", () -> new SchemaCommand(terminal, runs));
        verbs.put("verify", () -> new VerifyCommand(terminal, runs));
        verbs.put("diff", () -> new DiffCommand(terminal, runs));
        verbs.put("sync", () -> new SyncCommand(terminal, runs));
        verbs.put("watch", () -> new WatchCommand(terminal, runs));
        verbs.put("signature", () -> new SignatureCommand(terminal, runs));
        if (DemoCommand.isAvailable()) {
            verbs.put("demo", () -> new DemoCommand(terminal));
        }
        verbs.put(COMPLETION, CompletionCommand::new);
    }

    /** @return the exit code */
    int run(String... arguments) {
        if (arguments.length == 0) {
            commandLine(verbs.keySet()).usage(terminal.err());
            return ExitCode.REFUSED;
        }
        return commandLine(wanted(arguments[0])).execute(arguments);
    }

    /** The verb that comes first, or all of them where their list may be shown. */
    private Set<String> wanted(String first) {
        boolean isAlone = verbs.containsKey(first) && !first.equals(COMPLETION);
        return isAlone ? Set.of(first) : verbs.keySet();
    }

    private CommandLine commandLine(Set<String> wanted) {
        CommandLine made = new CommandLine(new Root());
        wanted.forEach(name -> made.addSubcommand(name, verbs.get(name).get()));
        // "@" may begin a password or a name; it is no file of arguments.
        made.setExpandAtFiles(false);
        made.setCaseInsensitiveEnumValuesAllowed(true);
        made.setUsageHelpAutoWidth(false);
        made.setOut(new PrintWriter(terminal.out(), true));
        made.setErr(new PrintWriter(terminal.err(), true));
        made.setParameterExceptionHandler((exception, arguments) -> wrongArguments(exception));
        return made;
    }

    private static int wrongArguments(ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("error: " + Printable.of(exception.getMessage()));
        if (exception instanceof UnmatchedArgumentException unmatched) {
            UnmatchedArgumentException.printSuggestions(unmatched, err);
        }
        err.println("See " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.REFUSED;
    }
}
