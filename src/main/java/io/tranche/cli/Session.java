package io.tranche.cli;

import io.tranche.progress.Event;
import io.tranche.progress.Listener;
import io.tranche.report.Broadcast;
import io.tranche.report.EventLog;
import io.tranche.report.JsonEvents;
import io.tranche.report.PlainProgress;
import io.tranche.report.Printable;
import io.tranche.report.PrintableEvents;
import io.tranche.report.Progress;
import io.tranche.report.QuietProgress;
import io.tranche.report.TerminalProgress;
import io.tranche.report.TerminalProgress.Charset;
import io.tranche.report.Verbosity;
import io.tranche.run.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** One run of a verb: who hears of its events, who is asked, where its report goes. For the run's thread. */
final class Session implements AutoCloseable {
    private final Terminal terminal;
    private final OutputOptions options;
    private final Optional<EventLog> log;
    private final Optional<JsonEvents> json;
    private final Progress progress;
    private final TerminalPrompt prompt;
    private final Listener listener;

    private Session(Terminal terminal, OutputOptions options) {
        this.terminal = terminal;
        this.options = options;
        this.log = options.logFile().map(EventLog::in);
        this.json = options.json() ? Optional.of(new JsonEvents(terminal.out())) : Optional.empty();
        this.progress = json.<Progress>map(events -> events).orElseGet(this::progress);
        this.prompt = new TerminalPrompt(terminal, progress);
        List<Listener> listeners = new ArrayList<>();
        listeners.add(json.isPresent() ? progress : new PrintableEvents(progress));
        log.map(PrintableEvents::new).ifPresent(listeners::add);
        Broadcast all = new Broadcast(listeners);
        this.listener = event -> {
            // statements with keys in them are for a file of their own
            if (!(event instanceof Event.Statement)) {
                all.on(event);
            }
        };
    }

    /** Opens a session, does the work in it and says how it ended; returns the exit code and throws nothing. */
    static int run(Terminal terminal, OutputOptions options, ToIntFunction<Session> work, String howToGoOn) {
        FailureText failures = new FailureText(terminal);
        Session session;
        try {
            session = new Session(terminal, options);
        } catch (RuntimeException e) {
            return failures.print(e, Optional.empty(), Optional.empty());
        }
        try (session;
                InterruptGuard guard = new InterruptGuard(session.prompt::isWaiting)) {
            session.start();
            return session.guarded(work, guard, failures, howToGoOn);
        }
    }

    private void start() {
        if (options.verbose() || log.isPresent()) {
            LibraryLogging.forwardTo(listener);
        } else {
            LibraryLogging.silence();
        }
        log.ifPresent(file -> file.info("tranche " + BuildVersion.text() + ", Java " + Runtime.version()));
    }

    private int guarded(ToIntFunction<Session> work, InterruptGuard guard, FailureText failures, String howToGoOn) {
        try {
            return work.applyAsInt(this);
        } catch (RuntimeException | Error e) {
            progress.close();
            return guard.isInterrupted()
                    ? failures.printInterruption(e, howToGoOn, log, json)
                    : failures.print(e, log, json);
        }
    }

    private Progress progress() {
        if (options.quiet()) {
            return new QuietProgress(terminal.err());
        }
        Verbosity verbosity = options.verbose() ? Verbosity.DETAILED : Verbosity.NORMAL;
        return terminal.isLive()
                ? new TerminalProgress(
                        terminal.err(), verbosity, new TerminalProgress.Screen(terminal::width, charset()))
                : new PlainProgress(terminal.err(), verbosity);
    }

    /** The bars' blocks need Unicode; a locale that is not set says nothing against it. */
    private Charset charset() {
        String locale = terminal.environment()
                .getOrDefault("LC_ALL", terminal.environment().getOrDefault("LANG", ""));
        return locale.isEmpty() || locale.toUpperCase(java.util.Locale.ROOT).matches(".*UTF-?8.*")
                ? Charset.UNICODE
                : Charset.ASCII;
    }

    Surroundings surroundings() {
        return new Surroundings(
                terminal.environment(),
                terminal.directory(),
                listener,
                json.isPresent() ? (lines, question) -> Optional.empty() : prompt);
    }

    /** Prints a report: as JSON, as text, or with {@code --quiet} not at all. */
    void finish(Object report, Supplier<List<String>> text) {
        progress.close();
        log.ifPresent(file -> text.get().stream().map(Printable::line).forEach(file::info));
        if (json.isPresent()) {
            json.get().report(report);
        } else if (!options.quiet()) {
            text.get().stream().map(Printable::line).forEach(terminal.out()::println);
        }
    }

    /** Prints lines before a report follows. */
    void show(String event, List<String> lines) {
        progress.close();
        json.ifPresentOrElse(events -> events.lines(event, lines), () -> lines.forEach(terminal.out()::println));
    }

    /** A line of a script that is no statement. */
    void comment(String line) {
        terminal.out().println(("-- " + line).stripTrailing());
    }

    /** Prints what was asked for: {@code --quiet} does not suppress it. */
    void finish(String event, List<String> lines) {
        finish(event, lines, lines.stream().map(Printable::line).toList());
    }

    /** As {@link #finish(String, List)}, what goes to a file or a pipe as it is: programs run it. */
    void finishScript(String event, List<String> lines) {
        finish(
                event,
                lines,
                terminal.isLive() ? lines.stream().map(Printable::line).toList() : lines);
    }

    private void finish(String event, List<String> lines, List<String> shown) {
        progress.close();
        log.ifPresent(file -> lines.stream().map(Printable::line).forEach(file::info));
        json.ifPresentOrElse(events -> events.lines(event, lines), () -> shown.forEach(terminal.out()::println));
    }

    @Override
    public void close() {
        progress.close();
        LibraryLogging.silence();
        log.ifPresent(EventLog::close);
    }
}
