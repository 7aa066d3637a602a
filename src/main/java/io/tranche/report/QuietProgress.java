package io.tranche.report;

import io.tranche.progress.Event;
import java.io.PrintStream;

/** Warnings and nothing else: {@code --quiet}. Thread-safe. */
public final class QuietProgress implements Progress {
    private final PrintStream out;

    public QuietProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void on(Event event) {
        if (event instanceof Event.Warning) {
            EventText.ofMessage(event).ifPresent(out::println);
        }
    }
}
