package io.tranche.cli;

import io.tranche.config.Secret;
import io.tranche.report.Printable;
import io.tranche.report.Progress;
import io.tranche.run.Surroundings.Prompt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Asks on the terminal, where there is one; only a written yes is one. */
final class TerminalPrompt implements Prompt {
    private static final Set<String> YES = Set.of("y", "yes");

    private final Terminal terminal;
    private final Progress progress;
    private volatile boolean waiting;

    TerminalPrompt(Terminal terminal, Progress progress) {
        this.terminal = terminal;
        this.progress = progress;
    }

    @Override
    public Optional<Boolean> confirm(List<String> lines, String question) {
        if (!terminal.canAsk()) {
            return Optional.empty();
        }
        progress.pause();
        waiting = true;
        try {
            lines.stream().map(Printable::of).forEach(terminal.err()::println);
            terminal.err().print(Printable.of(question) + " [y/N] ");
            terminal.err().flush();
            String answer = terminal.in().readLine();
            return Optional.of(answer != null && YES.contains(answer.strip().toLowerCase(Locale.ROOT)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            waiting = false;
            progress.resume();
        }
    }

    @Override
    public boolean canAsk() {
        return terminal.canAsk();
    }

    @Override
    public Optional<Secret> password(String question) {
        if (!terminal.canAsk()) {
            return Optional.empty();
        }
        progress.pause();
        waiting = true;
        try {
            terminal.err().print(Printable.line(question) + ": ");
            terminal.err().flush();
            return terminal.readHidden().filter(typed -> !typed.isEmpty()).map(Secret::new);
        } finally {
            waiting = false;
            progress.resume();
        }
    }

    /** Whether the run stands still until the user answers; an interruption cannot wake it then. */
    boolean isWaiting() {
        return waiting;
    }
}
