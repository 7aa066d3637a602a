package io.tranche.report;

import io.tranche.progress.Event;
import java.util.Optional;

/** Events as lines. */
final class EventText {
    private EventText() {}

    /** What is said to the user in words; empty for everything that is counted. */
    static Optional<String> ofMessage(Event event) {
        if (event instanceof Event.Notice notice) {
            return Optional.of("note: " + notice.text());
        }
        if (event instanceof Event.Warning warning) {
            return Optional.of("warning: " + warning.text());
        }
        if (event instanceof Event.UnitRetried retried) {
            return Optional.of("retrying " + retried.table() + ": " + retried.reason());
        }
        return Optional.empty();
    }

    /** Every event on a line, for the log. */
    static String of(Event event) {
        if (event instanceof Event.PhaseStarted started) {
            return started.phase().label() + " starts" + expected(started.expectedRows());
        }
        if (event instanceof Event.PhaseFinished finished) {
            return finished.phase().label() + " ends after " + Figures.duration(finished.milliseconds());
        }
        if (event instanceof Event.TableStarted started) {
            return started.phase().label() + " " + started.table() + " starts" + expected(started.expectedRows());
        }
        if (event instanceof Event.RowsWritten written) {
            return written.phase().label() + " " + written.table() + " +" + Figures.count(written.rows(), "row") + ", "
                    + Figures.count(written.bytes(), "byte");
        }
        if (event instanceof Event.TableFinished finished) {
            return finished.phase().label() + " " + finished.table() + " ends: " + Figures.count(finished.rows(), "row")
                    + " in " + Figures.duration(finished.milliseconds());
        }
        if (event instanceof Event.ObjectsCreated created) {
            return created.phase().label() + " " + created.sort() + " " + Figures.count(created.done()) + " of "
                    + Figures.count(created.total());
        }
        if (event instanceof Event.Detail detail) {
            return detail.text();
        }
        return ofMessage(event).orElseThrow();
    }

    private static String expected(long rows) {
        return rows < 0 ? "" : ", about " + Figures.count(rows, "row");
    }
}
