package io.tranche.cli;

import io.tranche.dialect.SqlFailure;
import io.tranche.error.Failure;
import io.tranche.error.Interruption;
import io.tranche.error.Problem;
import io.tranche.error.Refusal;
import io.tranche.report.EventLog;
import io.tranche.report.JsonEvents;
import io.tranche.report.Printable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a run that did not do its work is told of. A user's fault has no stack trace; a bug has. */
final class FailureText {
    private static final String RED = "\u001b[1;31m";
    private static final String PLAIN = "\u001b[0m";

    private final Terminal terminal;

    FailureText(Terminal terminal) {
        this.terminal = terminal;
    }

    /** @return the exit code */
    int print(Throwable failure, Optional<EventLog> log, Optional<JsonEvents> json) {
        List<String> lines = lines(failure).stream().map(Printable::of).toList();
        int exitCode = failure instanceof Failure known ? known.exitCode() : ExitCode.FAILED;
        tell(lines, exitCode, failure, log, json);
        boolean foreseen =
                failure instanceof Failure || failure instanceof SqlFailure || failure instanceof OutOfMemoryError;
        if (!foreseen) {
            failure.printStackTrace(terminal.err());
        }
        return exitCode;
    }

    /** @return the exit code */
    int printInterruption(Throwable failure, String howToGoOn, Optional<EventLog> log, Optional<JsonEvents> json) {
        String said = failure instanceof Interruption ? failure.getMessage() : "interrupted.";
        String line = Printable.of((said + " " + howToGoOn).strip());
        tell(List.of(line), ExitCode.INTERRUPTED, failure, log, json);
        return ExitCode.INTERRUPTED;
    }

    private void tell(
            List<String> lines, int exitCode, Throwable failure, Optional<EventLog> log, Optional<JsonEvents> json) {
        PrintStream err = terminal.err();
        err.println(mark() + lines.get(0));
        lines.stream().skip(1).forEach(err::println);
        log.ifPresent(file -> file.failure(String.join(System.lineSeparator(), lines), failure));
        json.ifPresent(events -> events.failed(exitCode, lines));
    }

    private String mark() {
        return terminal.wantsColour() ? RED + "error:" + PLAIN + " " : "error: ";
    }

    private static List<String> lines(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return counted(refusal.problems());
        }
        if (failure instanceof Failure) {
            return failure.getMessage().lines().toList();
        }
        if (failure instanceof SqlFailure) {
            return List.of("a server failed: " + failure.getMessage());
        }
        if (failure instanceof OutOfMemoryError) {
            return List.of("out of memory (" + failure.getMessage()
                    + "). Give it more, TRANCHE_JAVA_OPTS=-Xmx1g for instance, or use fewer --workers.");
        }
        return List.of("this is a bug in Tranche " + BuildVersion.text() + " (Java " + Runtime.version()
                + "). Please report it with what follows:");
    }

    private static List<String> counted(List<Problem> problems) {
        if (problems.size() == 1) {
            return problems.get(0).toString().lines().toList();
        }
        List<String> lines = new ArrayList<>();
        lines.add(problems.size() + " problems:");
        for (int i = 0; i < problems.size(); i++) {
            lines.add("  " + (i + 1) + ". " + problems.get(i));
        }
        return lines;
    }
}
