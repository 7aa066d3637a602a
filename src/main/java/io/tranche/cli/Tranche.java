package io.tranche.cli;

import io.tranche.report.Printable;
import java.io.PrintWriter;
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

    private final Terminal terminal;
    private final CommandLine commandLine;

    Tranche(Terminal terminal, Runs runs) {
        this.terminal = terminal;
        this.commandLine = commandLine(terminal, runs);
    }

    private static CommandLine commandLine(Terminal terminal, Runs runs) {
        CommandLine made = new CommandLine(new Root())
                .addSubcommand(new SliceCommand(terminal, runs))
                .addSubcommand(new PlanCommand(terminal, runs))
                .addSubcommand(new SchemaCommand(terminal, runs))
                .addSubcommand(new VerifyCommand(terminal, runs))
                .addSubcommand(new DiffCommand(terminal, runs))
                .addSubcommand(new SyncCommand(terminal, runs))
                .addSubcommand(new WatchCommand(terminal, runs))
                .addSubcommand(new SignatureCommand(terminal, runs));
        if (DemoCommand.isAvailable()) {
            made.addSubcommand(new DemoCommand(terminal));
        }
        made.addSubcommand(new CompletionCommand());
        // "@" may begin a password or a name; it is no file of arguments.
        made.setExpandAtFiles(false);
        made.setCaseInsensitiveEnumValuesAllowed(true);
        made.setUsageHelpAutoWidth(false);
        made.setOut(new PrintWriter(terminal.out(), true));
        made.setErr(new PrintWriter(terminal.err(), true));
        made.setParameterExceptionHandler((exception, arguments) -> wrongArguments(exception));
        return made;
    }

    /** @return the exit code */
    int run(String... arguments) {
        if (arguments.length == 0) {
            commandLine.usage(terminal.err());
            return ExitCode.REFUSED;
        }
        return commandLine.execute(arguments);
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
